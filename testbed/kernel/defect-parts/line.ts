import type { Timers } from '../timers';

/** Queues in which each has its turn a fixed time after the one before it, or after it came. */
export interface Line<Key> {
  /** Returns whether the queue was empty. */
  join(key: Key, turn: () => void): boolean;
}

/** One queue for each key. `emptied` is called when the last one in a queue has had its turn. */
export function createLine<Key>(
  delayMs: number,
  timers: Pick<Timers, 'after'>,
  emptied: (key: Key) => void = () => {},
): Line<Key> {
  const lines = new Map<Key, (() => void)[]>();

  function serve(key: Key, line: (() => void)[]): void {
    timers.after(delayMs, () => {
      line.shift()?.();
      if (line.length > 0) return serve(key, line);
      lines.delete(key);
      emptied(key);
    });
  }

  return {
    join(key, turn) {
      const line = lines.get(key);
      line?.push(turn);
      if (line !== undefined) return false;
      const fresh = [turn];
      lines.set(key, fresh);
      serve(key, fresh);
      return true;
    },
  };
}
