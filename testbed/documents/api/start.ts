import { availableParallelism } from 'node:os';
import type { Kernel, RunningSystem } from '../../kernel/contract';
import { createPools } from './pools';
import { registerDocumentRoutes } from './routes';
import { createTokens } from './tokens';
import { createTransactions } from './transaction';
import { watchDatabase } from './watch';

declare module '../../kernel/stats' {
  interface Stats {
    /** The documents API, where it runs. */
    readonly documents?: {
      /** Of the pool: in use, idle, and requests that wait for one. */
      readonly pool: Readonly<Record<'used' | 'idle' | 'waiting', number>>;
      /** To the database, of all clients; undefined while it does not answer. */
      readonly databaseConnections: number | undefined;
      /** That this process may use. */
      readonly cores: number;
      readonly memoryLimitBytes: number;
    };
  }
}

export interface ApiOptions {
  /** As the role that all policies bind. */
  readonly databaseUrl: string;
  /** Connections of its pool. */
  readonly poolSize: number;
  /** What a container that runs it would be given; nothing enforces it. */
  readonly memoryMB: number;
}

/** Starts the documents API on a database. */
export async function startApi({ defects }: Kernel, options: ApiOptions): Promise<RunningSystem> {
  const { databaseUrl, poolSize, memoryMB } = options;
  const pools = await createPools(databaseUrl);
  const watch = watchDatabase(databaseUrl);
  const inTenant = createTransactions({ pools, defects, poolSize });
  const limits = { cores: availableParallelism(), memoryLimitBytes: memoryMB * 1024 * 1024 };
  return {
    register: (app) => registerDocumentRoutes(app, { pools, poolSize, inTenant, tokens: createTokens() }),
    stats: () => ({ documents: { pool: { ...pools.figures }, databaseConnections: watch.connections, ...limits } }),
    async stop() {
      await watch.stop();
      await pools.stop();
    },
  };
}
