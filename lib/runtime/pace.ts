import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';

/** Milliseconds from now to a moment that is given from the start of this k6 scenario, the same instant for all VUs. */
export const untilMs = (fromStartMs: number): number => Math.max(0, exec.scenario.startTime + fromStartMs - Date.now());

/** Calls `act` in a while. Cheaper than a promise, and than a deadline, which is made to be met. @param act must not throw. */
export const later = (ms: number, act: () => void): void => void setTimeout(act, ms);

/** A promise for a moment in the future. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : resolve()));

/** At what pace users have their turns: all VUs together start `connectRate` of them a second. */
export interface Pace {
  readonly users: number;
  readonly vus: number;
  readonly connectRate: number;
}

/**
 * Calls `act` for every user of this VU at its turn in the pace of the connects. VU v of n has the users v, v + n, v + 2n and so on;
 * `iterationInTest` is unique over all runners of a distributed run. Settles when all have had their turn.
 *
 * One timer after the other, because k6 keeps timers in a sorted slice, and no promise for each, because that takes k6 2 KB.
 * @param startMs wall clock at which the first user of all VUs has its turn.
 * @param act must not throw: it would end the VU.
 */
export function atTurns(pace: Pace, startMs: number, act: (index: number) => void): Promise<void> {
  const { users, vus, connectRate } = pace;
  return new Promise((resolve) => {
    let index = exec.scenario.iterationInTest;
    const goOn = () => {
      for (; index < users; index += vus) {
        // Date.now() shows whole milliseconds: woken within one, it would be too early once more.
        const waitMs = Math.ceil(startMs + (index / connectRate) * 1000 - Date.now());
        if (waitMs > 0) return void setTimeout(takeTurn, waitMs);
        act(index);
      }
      resolve();
    };
    const takeTurn = () => {
      act(index);
      index += vus;
      goOn();
    };
    goOn();
  });
}
