import { noteFailures } from '../metrics/failure-kinds';
import { counter } from '../metrics/recorders';
import { otherRows, sqlFailureOf, sqlFailures } from '../metrics/sql-failures';
import { type Answer, notSent, type Send, type Tags } from '../requests/request';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { recordScriptError } from '../runtime/script-error';
import { recordShortage } from '../runtime/shortage';
import { isPostgresError, type PostgresError } from './postgres';
import { type SqlUser, userOf } from './sql-user';

noteFailures(sqlFailures);
const failedRequests = counter('requests_failed');

/** What came of one statement, batch or transaction that the database did. */
export interface Done {
  /** As the extension has measured it. */
  readonly tookMs: number;
  /** The rows are as expected. */
  readonly ok: boolean;
}

/** Is told of a failure. @param known whether it is known that nothing was written: the network may have lost the answer only. */
export type Failed = (turn: number, user: SqlUser, known: boolean) => void;

/** SQLSTATEs that say "not now": of resources, of a server that starts or stops. */
const cleanRefusals: readonly string[] = ['53300', '53400', '57P03'];

/** Sends by a promise what a request stands for. @param act rejects with a PostgresError. */
export function sendBy(
  name: string,
  more: Tags | undefined,
  act: (turn: number, user: SqlUser) => Promise<Done>,
  failed?: Failed,
): Send {
  const tags = { name, ...more };
  return (turn, answered, client) => {
    const user = userOf(client);
    const askedMs = now();
    let settled = false;
    const settle = (answer: Answer) => {
      settled = true;
      answered(answer);
    };
    const reject = (error: unknown) => {
      if (settled || !isPostgresError(error) || error.kind === 'client') {
        recordScriptError(name, error);
        if (!settled) settle(notSent);
        return;
      }
      failed?.(turn, user, isUndone(error));
      settle(answerTo(error, now() - askedMs, tags));
    };
    try {
      act(turn, user)
        .then(({ tookMs, ok }) => {
          const nowMs = now();
          noteLag(nowMs - askedMs - tookMs, nowMs);
          if (!ok) failedRequests.add(1, { ...tags, what: otherRows });
          settle({ ok, came: true, tookMs, refusedCleanly: false });
        })
        .then(undefined, reject);
    } catch (error) {
      reject(error);
    }
  };
}

function answerTo(error: PostgresError, waitedMs: number, tags: Tags): Answer {
  failedRequests.add(1, { ...tags, what: sqlFailureOf(error.kind) });
  if (error.where === 'network') recordShortage(error.message);
  const { code, where, tookMs = waitedMs } = error;
  return {
    ok: false,
    came: where === 'server',
    tookMs,
    refusedCleanly: where === 'pool' || (code !== undefined && cleanRefusals.includes(code)),
  };
}

/** Where the server has said that it failed, or was never asked, nothing was written. */
const isUndone = ({ where, kind }: PostgresError): boolean =>
  where === 'pool' || (where === 'server' && kind !== 'timeout');
