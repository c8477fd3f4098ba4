import type { PoolClient } from 'pg';
import { type DefectHooks, pass } from '../../kernel/switch/hooks';
import type { Checkout, Purpose, Settlement } from './points';
import type { Pools } from './pools';

export interface TransactionContext {
  readonly pools: Pools;
  readonly defects: DefectHooks;
  /** Connections of the pool of a healthy API. */
  readonly poolSize: number;
}

/** Runs the work in a transaction that sees the rows of one tenant. */
export type InTenant = <Result>(
  tenant: string,
  purpose: Purpose,
  work: (client: PoolClient) => Promise<Result>,
) => Promise<Result>;

/** @returns what runs a request's statements, each in a transaction of its own that has told the database whose rows it may see. */
export function createTransactions({ pools, defects, poolSize }: TransactionContext): InTenant {
  return async (tenant, purpose, work) => {
    const asked: Checkout = { purpose, poolSize, tenantFor: 'transaction' };
    const checkout = await new Promise<Checkout>((resolve) => pass(defects.hooks.checkout, asked, resolve));
    const client = await pools.take(checkout.poolSize);
    try {
      await client.query(beginFor(tenant, checkout));
      const result = await work(client);
      const settlement = await new Promise<Settlement>((resolve) =>
        pass(defects.hooks.settlement, { keeps: false }, resolve),
      );
      await client.query('COMMIT');
      if (!settlement.keeps) client.release();
      return result;
    } catch (error) {
      // Closed and not given back: nobody knows what is left of its transaction.
      client.release(true);
      throw error;
    }
  };
}

/** One message for both, because each costs a round trip. @param tenant a UUID, as the token has it. */
function beginFor(tenant: string, { tenantFor }: Checkout): string {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('a tenant of a token is a UUID');
  if (tenantFor === 'nothing') return 'BEGIN';
  return `BEGIN; SELECT set_config('app.tenant', '${tenant}', ${tenantFor === 'transaction'})`;
}
