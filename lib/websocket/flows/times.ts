/** What samples are added to. */
interface Samples {
  add(value: number): void;
}

/**
 * The times of one user, each a sample of the pooled metric, and their median, a sample of the users': the pooled percentile does not
 * show one user of twenty who is always late.
 */
export class Times {
  private readonly pooled: Samples;
  private readonly medians: Samples;
  private readonly values: number[] = [];

  constructor(pooled: Samples, medians: Samples) {
    this.pooled = pooled;
    this.medians = medians;
  }

  add(tookMs: number): void {
    this.pooled.add(tookMs);
    this.note(tookMs);
  }

  /** Counts for the user's median only: it is not known yet whether the time counts for all. */
  note(tookMs: number): void {
    this.values.push(tookMs);
  }

  /** To be called once, at the end. A user without times has no median. */
  record(): void {
    const sorted = this.values.sort((one, other) => one - other);
    const median = sorted[Math.floor((sorted.length - 1) / 2)];
    if (median !== undefined) this.medians.add(median);
  }
}
