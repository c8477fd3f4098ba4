import { noteFailures } from '../metrics/failure-kinds';
import { failures } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import { type Answer, notSent, type Send, type Tags } from '../requests/request';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { recordScriptError } from '../runtime/script-error';
import { StoreError, type Timed } from './store';

noteFailures(failures);
const failedRequests = counter('requests_failed');

/** What a store did: whether its answer holds what it must. */
export interface Done extends Timed {
  /** What is wrong with the answer; absent: nothing. */
  readonly wrong?: string;
}

/** Sends by a promise what a request stands for. @param act rejects with a StoreError; any other error is one of the script. */
export function sendBy(name: string, more: Tags | undefined, act: (turn: number) => Promise<Done>): Send {
  const tags = { name, ...more };
  return (turn, answered) => {
    const askedMs = now();
    const answerTo = (done: Done): Answer => {
      const nowMs = now();
      const { tookMs, wrong } = done;
      if (tookMs !== undefined) noteLag(nowMs - askedMs - tookMs, nowMs);
      if (wrong !== undefined) failedRequests.add(1, { ...tags, what: wrong });
      return { ok: wrong === undefined, came: true, tookMs: tookMs ?? nowMs - askedMs, refusedCleanly: false };
    };
    const failed = (error: unknown): Answer => {
      if (!(error instanceof StoreError)) {
        recordScriptError(name, error);
        return notSent;
      }
      const { what, came, refusedCleanly = false, tookMs = now() - askedMs } = error.failure;
      failedRequests.add(1, { ...tags, what });
      return { ok: false, came, tookMs, refusedCleanly };
    };
    begun(() => act(turn))
      .then(answerTo, failed)
      .then(answered)
      .catch((error) => recordScriptError(name, error));
  };
}

/** What `act` throws at once is a rejection like any other. */
const begun = <T>(act: () => Promise<T>): Promise<T> => new Promise((resolve) => resolve(act()));
