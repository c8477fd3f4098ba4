import { setTimeout as delay } from 'node:timers/promises';
import type { Exit } from '../k6/exit-words';
import type { Interruption } from './interruption';
import type { StopReason } from './overdue';
import { type ObservedRun, RunObserver, type Sightings } from './run-observer';
import { interruptionSteps, stopK6, watchdogSteps } from './stop';

export interface WatchRequest extends ObservedRun {
  readonly interruption: Interruption;
  /** Is told what is done to k6. */
  readonly show: (line: string) => void;
}

/** How a run went, seen from outside. */
export interface Watched extends Sightings {
  readonly exit: Exit;
  /** Why k6 was ended before its time; undefined when it ended itself. */
  readonly stop: StopReason | undefined;
}

/**
 * For the news of k6's end to arrive. After loadmark was suspended (Ctrl-Z) its timers fire before it hears of anything else, and all of
 * the log has to be read: a run that is long over would look like one that hangs.
 */
const newsMs = 1_000;

/** Watches a run until k6 is gone, and ends k6 when it hangs or when somebody interrupts. */
export async function watchRun(request: WatchRequest): Promise<Watched> {
  const { k6, interruption, screen } = request;
  const observer = new RunObserver(request);
  const ended = k6.ended.then(() => ({ kind: 'ended' }) as const);
  const interrupted = interruption.requested.then((signal) => ({ kind: 'interrupted', signal }) as const);
  let stop: StopReason | undefined;
  while (!stop) {
    const woken = await Promise.race([ended, interrupted, tick(observer.periodMs())]);
    if (woken.kind === 'ended') break;
    if (woken.kind === 'tick') await observer.observe();
    stop = woken.kind === 'interrupted' ? woken : await overdueStill(observer, ended);
  }
  if (stop) await end(stop, observer, request);
  screen.clear();
  return { exit: await k6.ended, stop, ...observer.sightings() };
}

/** Why k6 is to be stopped; undefined also where it turns out to have ended. */
async function overdueStill(
  observer: RunObserver,
  ended: Promise<{ readonly kind: 'ended' }>,
): Promise<StopReason | undefined> {
  const reason = observer.overdue();
  return reason && (await Promise.race([ended, tick(newsMs)])).kind === 'tick' ? reason : undefined;
}

const tick = (ms: number) => delay(ms, { kind: 'tick' } as const, { ref: false });

async function end(stop: StopReason, observer: RunObserver, request: WatchRequest): Promise<void> {
  const { k6, rest, interruption, show } = request;
  if (stop.kind === 'interrupted') {
    show(`${stop.signal}: k6 writes its summary; once more ends it at once`);
    observer.close(await rest.readings());
    await stopK6(k6, interruptionSteps, interruption.hurried);
  } else {
    show('k6 does not end: stopping it');
    observer.close(await rest.readings());
    await stopK6(k6, watchdogSteps, interruption.requested);
  }
}
