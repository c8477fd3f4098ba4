import type { Client } from 'pg';

/** How often the database is asked, in ms. */
const periodMs = 500;
/** Of an answer that does not come, and before the next try to connect, in ms. */
const patienceMs = 2_000;

/** What the database says of itself, asked on a connection of its own: a full pool must not hide how full it is. */
export interface DatabaseWatch {
  /** Connections of all clients to this database, this one among them; undefined while it does not answer. */
  readonly connections: number | undefined;
  stop(): Promise<void>;
}

/** Asks twice a second. */
export function watchDatabase(url: string): DatabaseWatch {
  let connections: number | undefined;
  let stopped = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      client ??= await connect(url);
      const text = 'SELECT numbackends FROM pg_stat_database WHERE datname = current_database()';
      const { rows } = await client.query(text);
      connections = rows[0]?.numbackends;
    } catch {
      connections = undefined;
      void client?.end().catch(() => {});
      client = undefined;
    }
    if (!stopped) timer = setTimeout(look, periodMs).unref();
  }

  const first = look();
  return {
    get connections() {
      return connections;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await first;
      await client?.end().catch(() => {});
    },
  };
}

async function connect(url: string): Promise<Client> {
  const { default: pg } = await import('pg');
  const options = { connectionTimeoutMillis: patienceMs, query_timeout: patienceMs };
  const client = new pg.Client({ connectionString: url, application_name: 'loadmark-watch', ...options });
  client.on('error', () => {});
  await client.connect();
  return client;
}
