import type { Request } from '../requests/request';
import { later } from '../runtime/pace';
import { needsPostgres } from './module';
import { type PerTurn, perTurn } from './per-turn';
import type { Pool, Settings, Sql } from './postgres';
import { sendBy } from './send';
import type { SqlUser } from './sql-user';
import { noteBeginning, noteRows } from './written';

/** Statements that go to the server together, in one transaction, such as a hundred inserts. */
export interface BatchOptions {
  readonly name: string;
  readonly statements: (turn: number, user: SqlUser) => readonly Sql[];
  readonly settings?: PerTurn<Settings>;
  /** Each of its statements inserts one row; `foundAgain` looks for them by this key. */
  readonly writes?: (turn: number, user: SqlUser) => string;
}

/** @param pool is asked for when the batch is first sent. */
export function batch(pool: () => Pool, { name, statements, settings, writes }: BatchOptions): Request {
  return {
    name,
    needs: needsPostgres,
    sender(more) {
      const open = pool();
      const tags = { name, ...more };
      const sizes: Record<number, number> = {};
      const note = (turn: number, user: SqlUser, acknowledged: boolean) => {
        if (writes) noteRows(writes(turn, user), sizes[turn] ?? 0, acknowledged);
        delete sizes[turn];
      };
      const send = sendBy(
        name,
        more,
        async (turn, user) => {
          const all = statements(turn, user);
          sizes[turn] = all.length;
          if (writes) noteBeginning();
          const results = await open.batch(all, { tags, ...(settings && { settings: perTurn(settings, turn, user) }) });
          note(turn, user, true);
          return { tookMs: results.tookMs, ok: results.every(({ rowCount }) => rowCount === 1) };
        },
        (turn, user) => note(turn, user, false),
      );
      // Each is built in an event of its own: a hundred of them at once would keep the answers of the first waiting for the last.
      return (turn, answered, client) => later(0, () => send(turn, answered, client));
    },
  };
}
