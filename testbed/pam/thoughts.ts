interface Thought {
  readonly dueMs: number;
  readonly conclude: () => void;
}

/** What is thought about at the same time; whatever each takes, they are concluded in the order in which they began. */
export class Thoughts {
  #pending: Thought[] = [];
  #timer: NodeJS.Timeout | undefined;

  get count(): number {
    return this.#pending.length;
  }

  add(durationMs: number, conclude: () => void): void {
    this.#pending.push({ dueMs: performance.now() + durationMs, conclude });
    if (this.#timer === undefined) this.#waitForFirst();
  }

  /** Concludes nothing more. Returns how many that were. */
  cancel(): number {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#pending.splice(0).length;
  }

  #waitForFirst(): void {
    const [first] = this.#pending;
    this.#timer = first && setTimeout(() => this.#concludeAllDue(), first.dueMs - performance.now());
  }

  #concludeAllDue(): void {
    const nowMs = performance.now();
    // The first one is due whatever the clock says: timers round, and may be early by a fraction of a millisecond.
    do this.#pending.shift()?.conclude();
    while (this.#pending[0] !== undefined && this.#pending[0].dueMs <= nowMs);
    this.#waitForFirst();
  }
}
