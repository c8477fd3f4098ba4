import type { RunningSystem, System } from '../kernel/contract';
import { createAdapter } from '../kernel/postgres/defects';
import { databaseDefects } from './defects/all';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** Start a PostgreSQL with the documents, and the API on it. @default false */
    readonly database?: boolean;
  }
}

/** The documents of document 002 in a real PostgreSQL, where one is asked for. */
export const system: System = {
  name: 'documents',
  onlyWith: 'database',
  options: [{ flags: '--database', does: 'start a PostgreSQL with documents, users and tenants, and their API' }],

  defects: databaseDefects,

  async start(): Promise<RunningSystem> {
    const { startDatabase } = await import('./database');
    const database = await startDatabase();
    return {
      settings: { DATABASE_URL: database.url },
      adapt: createAdapter(databaseDefects, database),
      stop: () => database.server.stop(),
    };
  },
};
