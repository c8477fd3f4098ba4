import exec from 'k6/execution';
import type { Prerequisite } from '../environment/prerequisite';
import type { RunData, VuFunction } from '../load/load';
import type { WorkerLoad } from '../load/workers';
import { byWorkers } from '../requests/workers';
import { watchLoop } from '../runtime/lag';
import { once } from '../runtime/once';
import { batchOf, batchSize, begin, type Collection, end } from './collection';
import { sendBy } from './send';
import { WrittenVectors } from './written-vectors';

/** Vectors after which nearly all parts are made. */
const warmUp = 300;

/**
 * Workers store batches of 100 vectors each. When all is answered, every vector that the store has acknowledged is looked for.
 * @param name value of the tag `name`. @param collection is called in a run only, because it may need settings.
 * @param needs what the store cannot be reached without.
 */
export function insertsVectors(
  name: string,
  collection: () => Collection,
  needs?: Prerequisite,
): VuFunction<WorkerLoad> {
  const of = once(collection);
  const run = async (load: WorkerLoad, data: RunData) => {
    const into = of();
    const written = new WrittenVectors();
    const act = async (turn: number) => {
      const first = (turn * load.vus + exec.scenario.iterationInTest) * batchSize;
      const vectors = batchOf(into.vectors, first, first + batchSize);
      written.ask();
      let ok = false;
      try {
        const timed = await into.store.insert(into.name, vectors);
        ok = true;
        return timed ?? {};
      } finally {
        written.answer(first, ok);
      }
    };
    // The first vectors take longer, because their parts are made: that is no time of the store.
    for (const vector of batchOf(into.vectors, 0, warmUp)) {
      vector.text();
      vector.base64();
    }
    const unwatch = watchLoop();
    await byWorkers([{ name, sender: (tags) => sendBy(name, tags, act) }])(load, data);
    unwatch();
    written.recordRate(load.vus);
    await written
      .findAgain(into, load.vus === 1)
      .catch((error: Error) => console.error(`The stored vectors could not be looked for: ${error.message}`));
  };
  return Object.assign(run, { ...(needs && { needs }), prepare: () => begin(of()), cleanUp: () => end(of()) });
}
