import type { RunningSystem, System } from '../kernel/contract';
import { createAdapter } from '../kernel/postgres/defects';
import { connectionDefects } from './api/defects/connections';
import { processDefects } from './api/defects/process';
import { documentsMetrics } from './api/metrics';
import { databaseDefects } from './defects/all';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** Start a PostgreSQL with the documents, and the API on it. @default false */
    readonly database?: boolean;
    /** Connections that the documents API has to its database. @default 20 */
    readonly documentsPool?: number;
    /** Memory that the documents API reports as its limit, in MB; nothing enforces it. @default 1024 */
    readonly documentsMemory?: number;
  }
}

/** The documents of document 002 in a real PostgreSQL, and their API, where they are asked for. */
export const system: System = {
  name: 'documents',
  onlyWith: 'database',
  options: [
    { flags: '--database', does: 'start a PostgreSQL with documents, users and tenants, and their API' },
    {
      flags: '--documents-pool <N>',
      does: 'connections that the documents API has to its database (default 20)',
      max: 190,
    },
    {
      flags: '--documents-memory <N>',
      does: 'MB that the documents API reports as the limit of its memory (default 1024)',
      max: 1_000_000,
    },
  ],
  defects: [...databaseDefects, ...connectionDefects, ...processDefects],
  metrics: documentsMetrics,

  async start(kernel, { documentsPool: poolSize = 20, documentsMemory: memoryMB = 1_024 }): Promise<RunningSystem> {
    // Only here: what a database needs is neither loaded nor installed otherwise.
    const [{ startDatabase }, { startApi }] = await Promise.all([import('./database'), import('./api/start')]);
    const database = await startDatabase();
    const api = await startApi(kernel, { databaseUrl: database.url, poolSize, memoryMB });
    return {
      ...api,
      settings: { DATABASE_URL: database.url },
      adapt: createAdapter(databaseDefects, database),
      async stop() {
        await api.stop?.();
        await database.server.stop();
      },
    };
  },
};
