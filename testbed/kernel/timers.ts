/** Timers that end with the testbed. */
export interface Timers {
  /** Calls back once after `delayMs`, unless the testbed was closed before. */
  after(delayMs: number, callback: () => void): void;
  /** Clears all, and takes no new ones. */
  stop(): void;
}

export function createTimers(): Timers {
  const pending = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    after(delayMs, callback) {
      if (stopped) return;
      const timer = setTimeout(() => {
        pending.delete(timer);
        callback();
      }, delayMs);
      pending.add(timer);
    },
    stop() {
      stopped = true;
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
    },
  };
}
