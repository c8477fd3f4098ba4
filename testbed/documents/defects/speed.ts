import { availableParallelism } from 'node:os';
import type { Client } from 'pg';
import { connect } from '../../kernel/postgres/client';
import { asAdmin, type ServerDefect, serverDefect, sqlDefect } from '../../kernel/postgres/defects';

const itsTenant = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";

export const speedDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'slow-statements',
      does: 'waits this time in every statement that reads or changes documents, once',
      breaks: ['C03', 'C12', 'D06'],
      parameter: { name: 'delay', unit: 'ms', default: 600, max: 60_000 },
    },
    // A subquery that depends on no row runs once for each statement.
    (ms) => `ALTER POLICY tenant ON documents USING (${itsTenant} AND (SELECT pg_sleep(${ms / 1_000})::text = ''))`,
    `ALTER POLICY tenant ON documents USING (${itsTenant})`,
  ),
  sqlDefect(
    {
      name: 'slow-writes',
      does: 'waits this time for every document that is written',
      breaks: ['C11'],
      parameter: { name: 'delay', unit: 'ms', default: 50, max: 60_000 },
    },
    (ms) => `
      CREATE FUNCTION slow_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_sleep(${ms / 1_000});
          RETURN NEW;
        END $$;
      CREATE TRIGGER slow_write BEFORE INSERT OR UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION slow_write();`,
    'DROP TRIGGER slow_write ON documents; DROP FUNCTION slow_write',
  ),
  serverDefect({
    name: 'busy-database',
    does: 'has sessions that compute without end, this many for each processor',
    breaks: [],
    parameter: { name: 'sessions', unit: 'sessions per processor', default: 2, max: 20 },
    async turnOn({ adminUrl }, perProcessor) {
      const count = perProcessor * availableParallelism();
      const clients = await Promise.all(Array.from({ length: count }, () => connect(adminUrl)));
      const ids = await Promise.all(clients.map(startToCompute));
      return async () => {
        // A session that computes does not hear its client.
        await asAdmin(adminUrl, (admin) => admin.query('SELECT pg_terminate_backend(unnest($1::int[]), 5000)', [ids]));
        await Promise.all(clients.map((client) => client.end().catch(() => {})));
      };
    },
  }),
];

/** @returns the process that computes. */
async function startToCompute(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  client.query('SELECT count(*) FROM generate_series(1, 1000000000000)').catch(() => {});
  return rows[0]?.pid ?? 0;
}
