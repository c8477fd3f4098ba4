import type { Client } from 'pg';

/** Runs the work on a connection of its own, which is closed afterwards. */
export async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @throws Error that says what to install when the package pg is missing. */
export async function connect(url: string): Promise<Client> {
  const { default: pg } = await importPg();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that is killed on purpose ends its connections; a caller that waits for one gets the error from its query.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Loaded only when a database is asked for: the testbed needs no package for databases otherwise. */
async function importPg(): Promise<typeof import('pg')> {
  try {
    return await import('pg');
  } catch {
    throw new Error('the package pg is missing; install it: npm install --save-dev pg@8.23.1');
  }
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The same server and database, another user. */
export function withUser(url: string, user: string, password: string): string {
  return Object.assign(new URL(url), { username: user, password }).href;
}
