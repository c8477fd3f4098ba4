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
  /** Opens one more connection outside the pools, unless there are this many. */
  openStray(most: number): void;
  closeStrays(): void;
  /** Of all pools: in use, idle, and requests that wait for one. */
  readonly figures: { readonly used: number; readonly idle: number; readonly waiting: number };
  stop(): Promise<void>;
}

export async function createPools(url: string): Promise<Pools> {
  const { default: pg } = await import('pg');
  const pools = new Map<number, Pool>();
  const strays: InstanceType<typeof pg.Client>[] = [];

  function poolOf(size: number): Pool {
    const known = pools.get(size);
    if (known !== undefined) return known;
    const config = { connectionString: url, statement_timeout: statementMs, connectionTimeoutMillis: acquireMs };
    const pool = new pg.Pool({ ...config, max: size });
    // A server that ends takes its idle connections with it; the next request opens another.
    pool.on('error', () => {});
    pools.set(size, pool);
    return pool;
  }

  function closeStrays(): void {
    for (const stray of strays.splice(0)) void stray.end().catch(() => {});
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
    openStray(most) {
      if (strays.length >= most) return;
      const stray = new pg.Client({ connectionString: url });
      stray.on('error', () => {});
      strays.push(stray);
      stray.connect().catch(() => {});
    },
    closeStrays,
    get figures() {
      const all = [...pools.values()];
      const sum = (read: (pool: Pool) => number) => all.reduce((total, pool) => total + read(pool), 0);
      const idle = sum((pool) => pool.idleCount);
      return { used: sum((pool) => pool.totalCount) - idle, idle, waiting: sum((pool) => pool.waitingCount) };
    },
    async stop() {
      closeStrays();
      // A pool waits for connections that are out, and a defect may never give them back.
      for (const pool of pools.values()) void pool.end().catch(() => {});
    },
  };
}
