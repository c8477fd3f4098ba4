import { counter } from '../metrics/recorders';
import { after } from '../runtime/pace';
import { type FoundRows, type FoundSum, Ledger } from './ledger';

const recorders = {
  written: counter('rows_written'),
  lost: counter('rows_lost'),
  repeated: counter('rows_repeated'),
  torn: counter('rows_torn'),
  updates: counter('updates_made'),
  updatesLost: counter('updates_lost'),
};

/** Of this VU. */
const ledger = new Ledger();

export const noteRow = (key: string, acknowledged: boolean): void => ledger.wrote(key, 1, acknowledged);
export const noteRows = (key: string, rows: number, acknowledged: boolean): void =>
  ledger.wrote(key, rows, acknowledged);
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
export async function foundAgain({ rows, sums }: Finding): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const losses = ledger.compare((await rows?.()) ?? [], (await sums?.()) ?? []);
      for (const [name, recorder] of Object.entries(recorders))
        if (losses[name as keyof typeof recorders] > 0) recorder.add(losses[name as keyof typeof recorders]);
      return;
    } catch (error) {
      if (attempt === attempts)
        console.error(`The rows of this run could not be counted: ${error instanceof Error ? error.message : error}`);
      else await after(betweenMs);
    }
  }
}
