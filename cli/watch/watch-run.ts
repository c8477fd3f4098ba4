import { setTimeout as delay } from 'node:timers/promises';
import type { Exit } from '../k6/exit-words';
import type { Interruption } from './interruption';
import type { StopReason } from './overdue';
import { type ObservedRun, RunObserver, type Sightings } from './run-observer';
import { interruptionSteps, stopK6, watchdogSteps } from './stop';

export interface WatchRequest extends ObservedRun {
  readonly interruption: Interruption;
  /** What k6 may take after the load to remove what the run has made; 0 where it makes nothing. */
  readonly cleaningUpMs: number;
  /** Is told what loadmark does to k6. */
  readonly show: (line: string) => void;
}

/** How a run went, seen from outside. */
export interface Watched extends Sightings {
  readonly exit: Exit;
  /** Why loadmark ended k6; undefined where k6 ended by itself. */
  readonly stop: StopReason | undefined;
}

/**
 * Time for the news of k6's end to arrive. After loadmark was suspended (Ctrl-Z), its timers fire before any other event, and the log is
 * still to be read: a run that ended long ago looks like one that hangs.
 */
const newsMs = 1_000;

/** Watches a run until k6 is gone, and ends k6 when it hangs or the user interrupts. */
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

/** Why to stop k6; also undefined where k6 has ended in the meantime. */
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
    show(`${stop.signal}: k6 writes its summary; a second signal ends it at once`);
    observer.close(await rest.readings());
    await stopK6(k6, interruptionSteps(request.cleaningUpMs), interruption.hurried);
  } else {
    show('k6 does not end: stopping it');
    observer.close(await rest.readings());
    await stopK6(k6, watchdogSteps, interruption.requested);
  }
}
