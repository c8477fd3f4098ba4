import { setTimeout as delay } from 'node:timers/promises';
import type { RunningK6 } from '../k6/start';

/** A signal, and how long k6 has to end after it. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

/** For a k6 that does not end by itself. After the first signal it may still write its summary; the second ends it without one. */
export const watchdogSteps: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 5_000 },
  { signal: 'SIGTERM', waitMs: 3_000 },
];

/** For a run that the user interrupts: k6 has time to write its summary, and before to remove what the run has made. */
export const interruptionSteps = (cleaningUpMs: number): readonly StopStep[] => [
  { signal: 'SIGINT', waitMs: 10_000 + cleaningUpMs },
];

/**
 * Ends k6, by SIGKILL if the steps do not. Settles when it is gone.
 * @param hurried settles when the user does not want to wait.
 */
export async function stopK6(k6: RunningK6, steps: readonly StopStep[], hurried: Promise<unknown>): Promise<void> {
  for (const { signal, waitMs } of steps) {
    k6.signal(signal);
    const patience = new AbortController();
    const woken = await Promise.race([
      k6.ended.then(() => 'ended'),
      hurried.then(() => 'hurried'),
      delay(waitMs, 'waited', { signal: patience.signal }),
    ]);
    patience.abort();
    if (woken === 'ended') return;
    if (woken === 'hurried') break;
  }
  k6.signal('SIGKILL');
  await k6.ended;
}
