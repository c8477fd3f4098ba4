import { readFileSync } from 'node:fs';
import { connected, withDatabase, withUser } from '../kernel/postgres/client';
import { type Cluster, findMachine, type Machine, type Plan, startCluster } from '../kernel/postgres/cluster';
import { seed } from './seed';

/** The PostgreSQL of the documents. */
export interface DocumentsDatabase {
  /** As the role of applications, which all policies bind. */
  readonly url: string;
  /** As the superuser, who owns the tables. */
  readonly adminUrl: string;
  readonly server: Cluster;
}

const name = 'documents';
const dayMs = 86_400_000;

const sources = ['./schema.sql', ownFile('./seed'), ownFile('./password')].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
);

const plan: Plan = {
  name,
  configuration: [
    // Above the hundred that document 002 allows, so that an application can exceed it.
    'max_connections = 200',
    'shared_buffers = 256MB',
    // Without replicas, rows that are copied into a new table need no log: less to write, and less to copy at each start.
    'wal_level = minimal',
    'max_wal_senders = 0',
    'min_wal_size = 32MB',
    // Compiling a query that takes milliseconds takes longer than the query.
    'jit = off',
  ],
  sources,
  // The joins of document 002 want documents of the last seven days; these are made within the last one.
  keptMs: 5 * dayMs,
  async fill(adminUrl) {
    await connected(adminUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    await connected(withDatabase(adminUrl, name), async (client) => {
      await client.query('BEGIN');
      // The rows are whole: looking up each of their references takes longer than writing them.
      await client.query("SET LOCAL session_replication_role = 'replica'");
      await client.query(sources[0] ?? '');
      await seed(client);
      await client.query('COMMIT');
      await client.query('VACUUM (FREEZE, ANALYZE)');
    });
  },
};

/** Starts a PostgreSQL with the schema and the rows of the documents, in about a second where they have been made before. */
export async function startDatabase(machine?: Machine): Promise<DocumentsDatabase> {
  const server = await startCluster(plan, machine ?? (await findMachine()));
  const adminUrl = withDatabase(server.adminUrl, name);
  return { url: withUser(adminUrl, 'loadmark', 'loadmark'), adminUrl, server };
}

/** TypeScript in a checkout, JavaScript in an installed package. */
function ownFile(path: string): string {
  return `${path}.${import.meta.url.endsWith('.js') ? 'js' : 'ts'}`;
}
