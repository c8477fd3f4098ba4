import type { Request } from '../requests/request';
import { checkRows, type IsForeign } from './foreign-rows';
import { needsPostgres } from './module';
import { type PerTurn, perTurn } from './per-turn';
import type { Pool, Row, Settings, Value } from './postgres';
import { sendBy } from './send';
import type { SqlUser } from './sql-user';
import { noteBeginning, noteRows, noteUpdate } from './written';

/** One statement, as a value. */
export interface StatementOptions<R extends Row = Row> {
  /** Value of the tag `name`: limits refer to it. */
  readonly name: string;
  /** With `$1`, `$2` and so on for its values. */
  readonly text: string;
  readonly values?: PerTurn<readonly Value[]>;
  /** Session settings, for row-level security. */
  readonly settings?: PerTurn<Settings>;
  /** How long it may take when it has a connection, instead of the database's own. */
  readonly timeoutMs?: number;
  /** Whether the rows are what must come; otherwise the statement has failed. */
  readonly holds?: (rows: readonly R[], turn: number, user: SqlUser) => boolean;
  /** Whether a row is not for this user: it counts as a foreign row, which no run survives. */
  readonly isForeign?: IsForeign<R>;
  /** Is told of the rows, to remember some of them in `user.memory`. */
  readonly answered?: (rows: readonly R[], user: SqlUser) => void;
  /** It inserts one row, which `foundAgain` looks for by this key. */
  readonly writes?: (turn: number, user: SqlUser) => string;
  /** It adds one to a figure, whose sum `foundAgain` looks for by this key. */
  readonly addsTo?: (turn: number, user: SqlUser) => string;
}

/** @param pool is asked for when the statement is first sent. */
export function statement<R extends Row>(pool: () => Pool, options: StatementOptions<R>): Request {
  const { name, text, values = [], settings, timeoutMs, holds, isForeign, answered, writes, addsTo } = options;
  return {
    name,
    needs: needsPostgres,
    sender(more) {
      const open = pool();
      const fixed = {
        tags: { name, ...more },
        ...(timeoutMs !== undefined && { statementTimeoutMs: timeoutMs }),
        ...(settings && typeof settings !== 'function' && { settings }),
      };
      const optionsOf = (turn: number, user: SqlUser) =>
        typeof settings === 'function' ? { ...fixed, settings: settings(turn, user) } : fixed;
      const act = (turn: number, user: SqlUser) => {
        if (writes) noteBeginning();
        return open.query<R>(text, perTurn(values, turn, user), optionsOf(turn, user)).then(({ rows, tookMs }) => {
          if (isForeign) checkRows(rows, user, isForeign);
          if (writes) noteRows(writes(turn, user), 1, true);
          if (addsTo) noteUpdate(addsTo(turn, user));
          answered?.(rows, user);
          return { tookMs, ok: !holds || holds(rows, turn, user) };
        });
      };
      // Whether it is there is not known: only a row that is there twice says something.
      return sendBy(name, more, act, (turn, user) => writes && noteRows(writes(turn, user), 1, false));
    },
  };
}
