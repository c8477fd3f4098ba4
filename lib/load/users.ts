import exec from 'k6/execution';
import { atTurns, type Pace } from '../runtime/pace';
import { recordScriptError } from '../runtime/script-error';
import type { VuFunction } from './load';
import type { SocketLoad } from './sockets';
import { Together } from './together';

export { after, untilMs } from '../runtime/pace';

/** One user of the load; it keeps its number, hence its task id, for the whole run. */
export interface User<L extends SocketLoad = SocketLoad> {
  readonly index: number;
  readonly vu: number;
  readonly run: string;
  readonly load: L;
  /** Says when it is this user's turn to begin its task; undefined where tasks begin as their sockets open. */
  readonly together: Pick<Together, 'begin'> | undefined;
}

/** Runs every user of this VU, each from its own moment. */
export const eachUser =
  <L extends SocketLoad>(behave: (user: User<L>) => Promise<unknown>): VuFunction<L> =>
  async (load, { run }) => {
    const { startTime } = exec.scenario;
    const vu = exec.vu.idInTest;
    const together = load.togetherAtMs > 0 ? new Together(load, startTime) : undefined;
    const counted = together?.count();
    await inTurn(load, startTime, (index) => behave({ index, vu, run, load, together }));
    await counted;
    together?.countPeak();
  };

/**
 * Runs every user of this VU, each from its own moment: attempts are paced over all VUs, because a burst would measure the generator.
 * @param startMs wall clock at which the first user of all VUs begins.
 */
export async function inTurn(load: Pace, startMs: number, behave: (index: number) => Promise<unknown>): Promise<void> {
  const running: Promise<void>[] = [];
  await atTurns(load, startMs, (index) => running.push(guarded(index, behave)));
  // One after the other: for each promise given to Promise.all, k6 makes another of 2 KB.
  for (const user of running) await user;
}

/** A rejection would end the VU, and with it the users that are still at work. */
async function guarded(index: number, behave: (index: number) => Promise<unknown>): Promise<void> {
  try {
    await behave(index);
  } catch (error) {
    recordScriptError(`user ${index}`, error);
  }
}
