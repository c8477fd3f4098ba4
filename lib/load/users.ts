import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import { counter } from '../metrics';
import { recordScriptError } from '../script-error';
import { openCount } from '../websocket/open-count';
import type { Load } from './load';

const openSockets = counter('open_sockets');

/** What setup() hands to every VU. Nothing secret: k6 puts it into the summary. */
export interface RunData {
  readonly run: string;
}

/** One user of the load; it keeps its number, hence its task id, for the whole run. */
export interface User {
  readonly index: number;
  readonly vu: number;
  readonly run: string;
  readonly load: Load;
  /**
   * Settles when all sockets have been counted and it is this user's turn to begin its task, at the pace of the connects;
   * undefined where tasks begin as their sockets open.
   */
  readonly together: Promise<void> | undefined;
}

/** What one VU does in its one iteration. */
export type VuFunction = (load: Load, data: RunData) => Promise<void>;

/**
 * Runs every user of this VU, each from its own moment: attempts are paced over all VUs, because a burst would measure the generator.
 * VU v of n has the users v, v + n, v + 2n and so on; `iterationInTest` is unique over all runners of a distributed run.
 */
export const eachUser =
  (behave: (user: User) => Promise<void>): VuFunction =>
  async (load, { run }) => {
    const counted =
      load.togetherAtMs > 0
        ? after(untilMs(load.togetherAtMs)).then(() => openSockets.add(openCount.get()))
        : undefined;
    const running: Promise<void>[] = [];
    for (let index = exec.scenario.iterationInTest; index < load.users; index += load.vus) {
      const turnMs = (index / load.connectRate) * 1000;
      const user = { index, vu: exec.vu.idInTest, run, load, together: counted?.then(() => after(turnMs)) };
      running.push(
        after(untilMs(turnMs))
          .then(() => behave(user))
          // A rejection would end the VU, and with it the users that are still at work.
          .catch((error) => recordScriptError(`user ${index}`, error)),
      );
    }
    await Promise.all(running);
  };

/** Milliseconds from now to a moment that is given from the start of this k6 scenario, the same instant for all VUs. */
export const untilMs = (fromStartMs: number): number => Math.max(0, exec.scenario.startTime + fromStartMs - Date.now());

/** A promise for a moment in the future. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : resolve()));
