import type { Request } from '../requests/request';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { needsPostgres } from './module';
import { type PerTurn, perTurn } from './per-turn';
import type { Pool, Queryable, Settings, TransactionOptions } from './postgres';
import { sendBy } from './send';
import type { SqlUser } from './sql-user';

/** A transaction, as a value. */
export interface TransactionRequestOptions extends Pick<TransactionOptions, 'isolation' | 'readOnly'> {
  readonly name: string;
  readonly settings?: PerTurn<Settings>;
  /**
   * What is done in it. It is committed where the promise is fulfilled, and rolled back where it is rejected.
   * @returns false where the rows are not what must come.
   */
  readonly run: (transaction: Queryable, turn: number, user: SqlUser) => Promise<boolean | undefined>;
}

/** @param pool is asked for when the transaction is first sent. */
export function transaction(pool: () => Pool, options: TransactionRequestOptions): Request {
  const { name, settings, run, ...more } = options;
  return {
    name,
    needs: needsPostgres,
    sender(tags) {
      const open = pool();
      return sendBy(name, tags, async (turn, user) => {
        const askedMs = now();
        let heldUpMs = 0;
        const timed = withoutLag((ms) => {
          heldUpMs += ms;
        });
        const ok = await open.transaction((inside) => run(timed(inside), turn, user), {
          ...more,
          tags: { name, ...tags },
          ...(settings && { settings: perTurn(settings, turn, user) }),
        });
        return { tookMs: now() - askedMs - heldUpMs, ok: ok !== false };
      });
    },
  };
}

/** Tells how long each answer waited for its handler: that is the generator's time, and none of the transaction. */
const withoutLag =
  (late: (ms: number) => void) =>
  (inside: Queryable): Queryable => {
    const timed = <T extends { readonly tookMs: number }>(call: Promise<T>): Promise<T> => {
      const askedMs = now();
      return call.then((result) => {
        const nowMs = now();
        const lateMs = Math.max(0, nowMs - askedMs - result.tookMs);
        late(lateMs);
        noteLag(lateMs, nowMs);
        return result;
      });
    };
    return {
      query: (text, values, options) => timed(inside.query(text, values, options)),
      batch: (all, options) => timed(inside.batch(all, options)),
    };
  };
