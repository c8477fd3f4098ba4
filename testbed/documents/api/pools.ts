import type { Pool, PoolClient } from 'pg';

/** How long a request waits for a connection, in ms. */
const acquireMs = 5_000;
/** A statement that takes longer is ended by the server, in ms. */
const statementMs = 10_000;

/** No connection came free in time. */
export class PoolExhausted extends Error {}

/** Connections to the database: a pool for each size that was asked for, which is one while no defect asks for another. */
export interface Pools {
  /** @throws PoolExhausted */
  take(size: number): Promise<PoolClient>;
  /** Of all pools: in use, idle, and requests that wait for one. */
  readonly figures: { readonly used: number; readonly idle: number; readonly waiting: number };
  stop(): Promise<void>;
}

export async function createPools(url: string): Promise<Pools> {
  const { default: pg } = await import('pg');
  const pools = new Map<number, Pool>();

  function poolOf(size: number): Pool {
    const known = pools.get(size);
    if (known !== undefined) return known;
    const config = { connectionString: url, statement_timeout: statementMs, connectionTimeoutMillis: acquireMs };
    const pool = new pg.Pool({ ...config, max: size });
    // A server that ends takes its idle connections with it; the next request opens another.
    pool.on('error', () => {});
    // Connections in use too: their requests get the error from their statements.
    pool.on('connect', (client) => client.on('error', () => {}));
    pools.set(size, pool);
    return pool;
  }

  return {
    async take(size) {
      try {
        return await poolOf(size).connect();
      } catch (error) {
        if (error instanceof Error && error.message.includes('timeout exceeded')) throw new PoolExhausted();
        throw error;
      }
    },
    get figures() {
      const all = [...pools.values()];
      const sum = (read: (pool: Pool) => number) => all.reduce((total, pool) => total + read(pool), 0);
      const idle = sum((pool) => pool.idleCount);
      return { used: sum((pool) => pool.totalCount) - idle, idle, waiting: sum((pool) => pool.waitingCount) };
    },
    async stop() {
      // A pool waits for connections that are out, and a defect may never give them back.
      for (const pool of pools.values()) void pool.end().catch(() => {});
    },
  };
}
