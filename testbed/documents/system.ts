import type { Kernel, RunningSystem, System } from '../kernel/contract';
import { connectionDefects } from './api/defects/connections';
import { processDefects } from './api/defects/process';
import { documentsMetrics } from './api/metrics';

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
  defects: [...connectionDefects, ...processDefects],
  metrics: documentsMetrics,

  async start(kernel, { database = false, documentsPool = 20, documentsMemory = 1_024 }) {
    return database ? await startAll(kernel, documentsPool, documentsMemory) : undefined;
  },
};

async function startAll(kernel: Kernel, poolSize: number, memoryMB: number): Promise<RunningSystem> {
  // Only here: what a database needs is neither loaded nor installed otherwise.
  const [{ startDatabase }, { startApi }] = await Promise.all([import('./database'), import('./api/start')]);
  const { url, server } = await startDatabase();
  const api = await startApi(kernel, { databaseUrl: url, poolSize, memoryMB });
  return {
    ...api,
    settings: { DATABASE_URL: url },
    async stop() {
      await api.stop?.();
      await server.stop();
    },
  };
}
