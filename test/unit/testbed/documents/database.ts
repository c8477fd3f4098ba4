import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { DocumentsDatabase } from '../../../../testbed/documents/database';
import { startDatabase } from '../../../../testbed/documents/database';
import { databaseDefects } from '../../../../testbed/documents/defects/all';
import { tenantId } from '../../../../testbed/documents/seed';
import { connect, connected } from '../../../../testbed/kernel/postgres/client';
import { createAdapter } from '../../../../testbed/kernel/postgres/defects';
import { parseDefects } from '../../../../testbed/kernel/switch/parse';

/** One PostgreSQL for all tests of a file. Defects that a test switches on are switched off after it. */
export function useDatabase() {
  let database: DocumentsDatabase;
  let adapt: ReturnType<typeof createAdapter>;
  const opened: Client[] = [];

  beforeAll(async () => {
    database = await startDatabase();
    adapt = createAdapter(databaseDefects, database);
  });
  afterEach(async () => {
    for (const client of opened.splice(0)) await client.end();
    await adapt?.([]);
  });
  afterAll(() => database?.server.stop());

  return {
    url: () => database.url,
    database: () => database,
    /** Replaces the set. */
    turnOn: (...defects: readonly string[]) => adapt(parseDefects(defects, databaseDefects)),
    asAdmin: <Result>(work: (client: Client) => Promise<Result>) => connected(database.adminUrl, work),
    /** A connection of the role of applications. */
    async open(): Promise<Client> {
      const client = await connect(database.url);
      opened.push(client);
      return client;
    },
  };
}

/** Runs the work in a transaction of this tenant, 1 to 10 or an id, as an application does. */
export async function inTenant<Result>(
  client: Client,
  tenant: number | string,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const id = typeof tenant === 'number' ? tenantId(tenant) : tenant;
    await client.query("SELECT set_config('app.tenant', $1, true)", [id]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

export async function count(client: Client, table: string, where = 'true'): Promise<number> {
  const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${table} WHERE ${where}`);
  return rows[0].count;
}
