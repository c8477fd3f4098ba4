import { availableParallelism } from 'node:os';
import { createHoard } from '../../../kernel/defect-parts/hoard';
import { defineSlowRoutes } from '../../../kernel/defect-parts/slow-routes';
import type { Defect } from '../../../kernel/switch/defect';

/** A long test must not take the machine down. */
const maxMb = 2_048;

const keepDocuments: Defect = {
  name: 'keep-documents',
  does: `takes this much resident memory for every document that is created, ${maxMb} MB in all, and keeps it until it is switched off`,
  breaks: ['C08'],
  parameter: { name: 'size', unit: 'MB per document', default: 50, max: maxMb },
  start(sizeMb) {
    const takeMore = createHoard(sizeMb, maxMb);
    return {
      checkout(checkout, next) {
        if (checkout.purpose === 'create') takeMore();
        next(checkout);
      },
    };
  },
};

const burn = new URL('./burn.ts', import.meta.url);

const busyDocuments: Defect = {
  name: 'busy-documents',
  does: 'takes what the other processes leave of all cores for this time, once, from the first request to the documents on',
  breaks: ['C07'],
  parameter: { name: 'duration', unit: 's', default: 330, max: 3_600 },
  start(durationSeconds, { threads }) {
    let isBusy = false;
    return {
      checkout(checkout, next) {
        if (!isBusy) for (let core = 0; core < availableParallelism(); core++) threads.start(burn, durationSeconds);
        isBusy = true;
        next(checkout);
      },
    };
  },
};

const slowRoutes = defineSlowRoutes([
  { name: 'slow-documents', route: 'GET /api/v1/documents', breaks: ['C03', 'C04', 'C05'], defaultMs: 2_100 },
]);

/** What is wrong with the process of the documents API, and with its routes. */
export const processDefects: readonly Defect[] = [keepDocuments, busyDocuments, ...slowRoutes];
