import { asAdmin, type ServerDefect, serverDefect, sqlDefect } from '../../kernel/postgres/defects';

const itsTenant = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
const tables = ['users', 'knowledge_bases', 'documents', 'document_contents', 'document_permissions'];
/** Of the seed, not those that a load has made for itself. */
const seeded = "tenant_id::text LIKE '00000000-0000-4000-8000-00000000000_'";
const first = '00000000-0000-4000-8000-000000000001';

/** Where `ctid` would do, an index would too: a row is found by what does not change. */
const keys: Readonly<Record<string, string>> = { document_permissions: 'document_id, user_id' };

export const tenantDefects: readonly ServerDefect[] = [
  sqlDefect(
    {
      name: 'open-policy',
      does: 'has a policy on the table documents that lacks the tenant: everybody reads and changes all rows',
      breaks: ['D07'],
    },
    () => `ALTER POLICY tenant ON documents USING (true)`,
    `ALTER POLICY tenant ON documents USING (${itsTenant})`,
  ),
  serverDefect({
    name: 'one-tenant',
    does: 'has all its users, documents and what belongs to them in the first of its ten tenants',
    breaks: ['C12'],
    async turnOn({ adminUrl }) {
      await asAdmin(adminUrl, async (client) => {
        await client.query('CREATE SCHEMA before_one_tenant');
        for (const table of tables) {
          const key = keys[table] ?? 'id';
          const kept = `SELECT ${key}, tenant_id FROM ${table} WHERE ${seeded} AND tenant_id <> '${first}'`;
          await client.query(`CREATE TABLE before_one_tenant.${table} AS ${kept}`);
          await client.query(`UPDATE ${table} SET tenant_id = '${first}' WHERE ${seeded} AND tenant_id <> '${first}'`);
        }
        await client.query('VACUUM ANALYZE');
      });
      return () =>
        asAdmin(adminUrl, async (client) => {
          for (const table of tables) {
            const same = (keys[table] ?? 'id').split(', ').map((column) => `t.${column} = b.${column}`);
            const update = `UPDATE ${table} t SET tenant_id = b.tenant_id FROM before_one_tenant.${table} b`;
            await client.query(`${update} WHERE ${same.join(' AND ')}`);
          }
          await client.query('DROP SCHEMA before_one_tenant CASCADE');
          await client.query('VACUUM ANALYZE');
        });
    },
  }),
];
