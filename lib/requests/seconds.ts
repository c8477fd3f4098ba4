/** Counts are kept for each tenth of a second, so that the worst second may begin at any of them. */
const slotMs = 100;
const slotsOfSecond = 10;

/**
 * Answers over time, for the worst second of a load. The time begins with the first answer, and ends with the load's length behind it, or
 * when the load is over and the last answer has come: so neither a slow first answer nor slow answers that keep coming are a gap.
 */
export class Seconds {
  private readonly startMs: number;
  private readonly durationMs: number;
  private readonly slots: number[] = [];
  private firstMs: number | undefined;
  private lastMs = 0;

  /** @param startMs of the load. @param durationMs of the load, finite. */
  constructor(startMs: number, durationMs: number) {
    this.startMs = startMs;
    this.durationMs = durationMs;
  }

  /** To be called for every answer. @param ok whether it counts. */
  answer(ok: boolean, nowMs: number): void {
    this.firstMs ??= nowMs;
    this.lastMs = nowMs;
    const slot = Math.floor((nowMs - this.firstMs) / slotMs);
    if (ok) this.slots[slot] = (this.slots[slot] ?? 0) + 1;
  }

  /** Answers per second in the second that had fewest; of a load that is shorter, in all of it. Undefined: too short for a tenth of a second. */
  worst(): number | undefined {
    const { slots } = this;
    const firstMs = this.firstMs ?? this.startMs;
    const endMs = Math.min(firstMs + this.durationMs, Math.max(this.startMs + this.durationMs, this.lastMs));
    const full = Math.floor((endMs - firstMs) / slotMs + 1e-6);
    const length = Math.min(slotsOfSecond, full);
    if (length === 0) return undefined;
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let slot = 0; slot < full; slot++) {
      sum += (slots[slot] ?? 0) - (slot >= length ? (slots[slot - length] ?? 0) : 0);
      if (slot >= length - 1) least = Math.min(least, sum);
    }
    return (least * slotsOfSecond) / length;
  }
}
