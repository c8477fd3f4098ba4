// A database of another hand: the system's own PostgreSQL, numbers as ids, and a role for each tenant instead of a setting.
import { serverAccount } from '../../testbed/kernel/postgres/account';
import { systemBinaries } from '../../testbed/kernel/postgres/binaries';
import { cacheFolder } from '../../testbed/kernel/postgres/cache';
import { connected, withUser } from '../../testbed/kernel/postgres/client';
import { startCluster } from '../../testbed/kernel/postgres/cluster';

const companies = ['acme', 'bolt', 'crane', 'delta'];

const schema = `
  CREATE TABLE invoice (number serial PRIMARY KEY, company name NOT NULL, note text NOT NULL, total numeric NOT NULL);
  CREATE INDEX ON invoice (company, number);
  ALTER TABLE invoice ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON invoice USING (company = current_user) WITH CHECK (company = current_user);
  CREATE ROLE clerk LOGIN PASSWORD 'clerk' NOINHERIT;
  ${companies.map((name) => `CREATE ROLE ${name}; GRANT ${name} TO clerk; GRANT ALL ON invoice, invoice_number_seq TO ${name};`).join('\n')}
  INSERT INTO invoice (company, note, total)
    SELECT (ARRAY['${companies.join("','")}'])[1 + n % 4], 'invoice ' || n, n FROM generate_series(1, 4000) n;
  ANALYZE;`;

/** Whether this machine has a PostgreSQL of its own. */
export const hasSystemPostgres = systemBinaries() !== undefined;

export interface InvoicesDatabase {
  /** As its clerk, whom the policy binds. */
  readonly url: string;
  /** Has SQL done as the superuser. */
  change(sql: string): Promise<void>;
  count(): Promise<number>;
  stop(): Promise<void>;
}

/** @throws Error where there is no PostgreSQL of the system. */
export async function startInvoices(): Promise<InvoicesDatabase> {
  const account = serverAccount();
  const binaries = systemBinaries();
  if (binaries === undefined) throw new Error('this machine has no PostgreSQL of its own');
  const server = await startCluster(
    {
      name: 'invoices',
      configuration: ['max_connections = 60'],
      sources: [schema],
      keptMs: 30 * 86_400_000,
      fill: (adminUrl) => connected(adminUrl, async (client) => void (await client.query(schema))),
    },
    { account, binaries, cache: cacheFolder(account) },
  );
  const { adminUrl } = server;
  return {
    url: withUser(adminUrl, 'clerk', 'clerk'),
    change: (sql) => connected(adminUrl, async (client) => void (await client.query(sql))),
    count: () =>
      connected(adminUrl, async (client) => (await client.query('SELECT count(*)::int AS n FROM invoice')).rows[0].n),
    stop: () => server.stop(),
  };
}
