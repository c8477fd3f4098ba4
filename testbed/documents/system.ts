import type { RunningSystem, System } from '../kernel/contract';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** Start a PostgreSQL with the documents, and the API on it. @default false */
    readonly database?: boolean;
  }
}

/** The documents of document 002 in a real PostgreSQL, where one is asked for. */
export const system: System = {
  name: 'documents',
  options: [{ flags: '--database', does: 'start a PostgreSQL with documents, users and tenants, and their API' }],

  async start(_kernel, { database = false }): Promise<RunningSystem | undefined> {
    if (!database) return undefined;
    const { startDatabase } = await import('./database');
    const { url, server } = await startDatabase();
    return { settings: { DATABASE_URL: url }, stop: () => server.stop() };
  },
};
