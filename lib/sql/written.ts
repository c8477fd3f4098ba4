import type { StepsOf } from '../load/vu-steps';
import { countedTrend, counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { after } from '../runtime/pace';
import { type FoundRows, type FoundSum, Ledger, type Losses } from './ledger';

const recorders = {
  written: counter('rows_written'),
  lost: counter('rows_lost'),
  repeated: counter('rows_repeated'),
  torn: counter('rows_torn'),
  updates: counter('updates_made'),
  updatesLost: counter('updates_lost'),
};

const writeRate = countedTrend('write_rate');

/** Of this VU. */
const ledger = new Ledger();
let firstMs: number | undefined;
let lastMs = 0;

/** To be called before something is written. */
export function noteBeginning(): void {
  firstMs ??= now();
}

export function noteRows(key: string, rows: number, acknowledged: boolean): void {
  lastMs = now();
  ledger.wrote(key, rows, acknowledged);
}
export const noteUpdate = (key: string): void => ledger.updated(key);

/** How to look for what this VU has written. */
export interface Finding {
  /** All rows that it may have written, counted by their keys. */
  readonly rows?: () => Promise<readonly FoundRows[]>;
  /** All figures that it may have added to, from 0 before the load. */
  readonly sums?: () => Promise<readonly FoundSum[]>;
}

/** A database that was stopped in the load may still be starting. */
const attempts = 10;
const betweenMs = 1000;

/**
 * Compares what the database has acknowledged with what is there, and records what is lost, repeated or torn. Where the database does not
 * answer, it records nothing, so that the limits on it have NO DATA.
 */
export async function foundAgain({ vus }: Pick<StepsOf, 'vus'>, { rows, sums }: Finding): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      record(ledger.compare((await rows?.()) ?? [], (await sums?.()) ?? []), vus);
      return;
    } catch (error) {
      if (attempt === attempts)
        console.error(`The rows of this run could not be counted: ${error instanceof Error ? error.message : error}`);
      else await after(betweenMs);
    }
  }
}

function record(losses: Losses, vus: number): void {
  for (const name of Object.keys(recorders) as (keyof Losses)[]) recorders[name].add(losses[name]);
  // One VU's rate stands for those of the others, which work at the same time.
  if (firstMs !== undefined && lastMs > firstMs && losses.written > 0)
    writeRate.add((losses.written / (lastMs - firstMs)) * 1000 * vus);
}
