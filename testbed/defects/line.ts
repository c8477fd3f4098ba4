import type { Timers } from '../timers';

/** Lines in which one waits behind the other; each has its turn so long after the one before it, or after it came. */
export interface Line<Key> {
  /** Returns whether nobody was there. */
  join(key: Key, turn: () => void): boolean;
}

/** One line for each key. `emptied` is called when the last one in a line has had its turn. */
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
