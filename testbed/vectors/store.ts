import { totalmem } from 'node:os';
import { connected, withDatabase, withUser } from '../kernel/postgres/client';
import { type Cluster, findMachine, startCluster } from '../kernel/postgres/cluster';
import { efSearch } from './ef-search';
import { pgvectorConfiguration } from './pgvector';

/** The PostgreSQL with pgvector. */
export interface VectorStore {
  /** As the role of applications, who owns the database: it may make tables and indexes. */
  readonly url: string;
  readonly adminUrl: string;
  readonly server: Cluster;
}

const name = 'vectors';
const megabyte = 2 ** 20;

/** Starts a PostgreSQL with pgvector and an empty database, on a port of its own: what slows it leaves the documents' alone. */
export async function startVectorStore(): Promise<VectorStore> {
  const machine = await findMachine();
  // A hundred thousand vectors and their index are 1.5 GB; memory is taken as it is used.
  const memoryMb = Math.min(2_048, Math.floor(totalmem() / 8 / megabyte));
  const configuration = [
    ...(await pgvectorConfiguration(machine)),
    'max_connections = 100',
    `shared_buffers = ${memoryMb}MB`,
    `maintenance_work_mem = ${memoryMb}MB`,
    // Several builders of one index share memory that is short in containers (/dev/shm).
    'max_parallel_maintenance_workers = 0',
    'min_wal_size = 32MB',
    'max_wal_size = 4GB',
    'wal_level = minimal',
    'max_wal_senders = 0',
    // Of a disk without a head. With the default, PostgreSQL compares all of a few thousand vectors rather than ask their index.
    'random_page_cost = 1.1',
    'jit = off',
  ];
  const server = await startCluster(
    { name, configuration, sources: [fill.toString(), String(efSearch)], keptMs: 30 * 86_400_000, fill },
    machine,
  );
  const adminUrl = withDatabase(server.adminUrl, name);
  return { url: withUser(adminUrl, 'loadmark', 'loadmark'), adminUrl, server };
}

async function fill(adminUrl: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    await client.query("CREATE ROLE loadmark LOGIN PASSWORD 'loadmark' NOSUPERUSER NOBYPASSRLS");
    await client.query(`CREATE DATABASE ${name} OWNER loadmark`);
  });
  await connected(withDatabase(adminUrl, name), async (client) => {
    await client.query('CREATE EXTENSION vector');
    await client.query(`ALTER DATABASE ${name} SET hnsw.ef_search = ${efSearch}`);
  });
}
