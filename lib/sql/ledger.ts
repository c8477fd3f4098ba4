/** Rows of one key, as the database has them after the load. */
export interface FoundRows {
  readonly key: string;
  readonly rows: number;
  /** Those among them that differ from each other; fewer than `rows` where one was written twice. */
  readonly different: number;
}

/** A figure to which statements have added, as the database has it after the load. */
export interface FoundSum {
  readonly key: string;
  readonly sum: number;
}

/** What is wrong with what was written. */
export interface Losses {
  /** Rows that the database has acknowledged. */
  readonly written: number;
  /** Acknowledged rows that are not there. */
  readonly lost: number;
  /** Rows that are there twice. */
  readonly repeated: number;
  /** Rows that a failed batch has left, one part of it without the others. */
  readonly torn: number;
  /** Updates that the database has acknowledged. */
  readonly updates: number;
  /** Acknowledged updates that the figure does not have. */
  readonly updatesLost: number;
}

interface Entry {
  readonly rows: number;
  readonly acknowledged: boolean;
}

/** What one VU has written, and what the database has said to it, so that both can be compared with what is there. */
export class Ledger {
  private readonly rows: Record<string, Entry> = {};
  private readonly updates: Record<string, number> = {};

  wrote(key: string, rows: number, acknowledged: boolean): void {
    this.rows[key] = { rows, acknowledged };
  }

  /** One was added to the figure of this key. */
  updated(key: string): void {
    this.updates[key] = (this.updates[key] ?? 0) + 1;
  }

  /** @param found of all keys that are there. @param sums of all figures, from 0 before the load. */
  compare(found: readonly FoundRows[], sums: readonly FoundSum[]): Losses {
    let [written, lost, repeated, torn] = [0, 0, 0, 0];
    const foundBy = new Map(found.map((one) => [one.key, one]));
    for (const [key, { rows, acknowledged }] of Object.entries(this.rows)) {
      const { rows: there = 0, different = 0 } = foundBy.get(key) ?? {};
      repeated += there - different;
      if (acknowledged) {
        written += rows;
        lost += Math.max(0, rows - different);
      } else if (different > 0 && different < rows) torn += different;
    }
    const sumBy = new Map(sums.map(({ key, sum }) => [key, sum]));
    let [updates, updatesLost] = [0, 0];
    for (const [key, count] of Object.entries(this.updates)) {
      updates += count;
      updatesLost += Math.max(0, count - (sumBy.get(key) ?? 0));
    }
    return { written, lost, repeated, torn, updates, updatesLost };
  }
}
