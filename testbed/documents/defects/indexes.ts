import { asAdmin, type ServerDefect, serverDefect } from '../../kernel/postgres/defects';

/** All that no constraint needs. */
const indexes = `
  SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique`;

export const indexDefects: readonly ServerDefect[] = [
  serverDefect({
    name: 'missing-index',
    does: 'has no index but those of its keys: none for tenants, none for joins, none for the full-text search',
    breaks: ['D06'],
    async turnOn({ adminUrl }) {
      const dropped = await asAdmin(adminUrl, async (client) => {
        const { rows } = await client.query<{ name: string; definition: string }>(indexes);
        await client.query(`DROP INDEX ${rows.map(({ name }) => name).join(', ')}`);
        return rows;
      });
      return () =>
        asAdmin(adminUrl, async (client) => {
          for (const { definition } of dropped) await client.query(definition);
          await client.query('ANALYZE');
        });
    },
  }),
];
