import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPassword } from '../../../../testbed/documents/password';
import { seedPassword, tenantId } from '../../../../testbed/documents/seed';
import { count, inTenant, useDatabase } from './database';

const { open, asAdmin } = useDatabase();

const sizes = {
  tenants: 10,
  users: 1_000,
  knowledge_bases: 100,
  documents: 10_000,
  document_contents: 30_000,
  document_permissions: 20_000,
};
const tables = Object.keys(sizes);

describe('the database of the documents', () => {
  it.each(Object.entries(sizes))('has as many %s as document 002 asks for', async (table, expected) => {
    expect(await asAdmin((client) => count(client, table))).toBe(expected);
  });

  it.each(Object.entries(sizes))('shows a tenant its tenth of %s, and no row without a tenant', async (table, all) => {
    const client = await open();
    expect(await count(client, table)).toBe(0);
    for (const tenant of [1, 10]) expect(await inTenant(client, tenant, () => count(client, table))).toBe(all / 10);
    // The setting is empty now, no longer missing.
    expect(await count(client, table)).toBe(0);
  });

  it('has no reference that leads nowhere, or to another tenant', async () => {
    await asAdmin(async (client) => {
      const { rows } = await client.query(`
        SELECT
          (SELECT count(*) FROM users u LEFT JOIN tenants t ON t.id = u.tenant_id WHERE t.id IS NULL)::int AS users,
          (SELECT count(*) FROM documents d LEFT JOIN users u ON u.id = d.owner_id AND u.tenant_id = d.tenant_id
            LEFT JOIN knowledge_bases k ON k.id = d.knowledge_base_id AND k.tenant_id = d.tenant_id
            WHERE u.id IS NULL OR k.id IS NULL)::int AS documents,
          (SELECT count(*) FROM document_contents c
            LEFT JOIN documents d ON d.id = c.document_id AND d.tenant_id = c.tenant_id WHERE d.id IS NULL)::int AS contents,
          (SELECT count(*) FROM document_permissions p
            LEFT JOIN documents d ON d.id = p.document_id AND d.tenant_id = p.tenant_id
            LEFT JOIN users u ON u.id = p.user_id AND u.tenant_id = p.tenant_id
            WHERE d.id IS NULL OR u.id IS NULL)::int AS permissions`);
      expect(rows).toEqual([{ users: 0, documents: 0, contents: 0, permissions: 0 }]);
    });
  });

  it('has documents of the last seven days only, as the join of document 002 wants them', async () => {
    await asAdmin(async (client) =>
      expect(await count(client, 'documents', "created_at < now() - interval '7 days' OR created_at > now()")).toBe(0),
    );
  });

  it('gives the user of an e-mail address before there is a tenant, and only that one', async () => {
    const client = await open();
    const { rows } = await client.query("SELECT * FROM user_by_email('loadtest1000@example.com')");
    expect(rows).toMatchObject([{ tenant_id: tenantId(10), email: 'loadtest1000@example.com' }]);
    expect(await isPassword(seedPassword, rows[0].password_hash)).toBe(true);
    expect(await isPassword('another', rows[0].password_hash)).toBe(false);
    expect((await client.query("SELECT * FROM user_by_email('nobody@example.com')")).rows).toEqual([]);
  });

  it('finds the rows of a search by its index, under the policy too', async () => {
    const client = await open();
    await inTenant(client, 1, async () => {
      await client.query('SET LOCAL enable_seqscan = off');
      const plan = await client.query(
        "EXPLAIN SELECT id FROM documents WHERE search @@ to_tsquery('english', 'mobile')",
      );
      expect(JSON.stringify(plan.rows)).toContain('documents_search');
    });
  });

  it('lets an application make a tenant of its own, write into it and remove it with all that it has', async () => {
    const client = await open();
    const [tenant, document] = [randomUUID(), randomUUID()];
    await inTenant(client, tenant, async () => {
      await client.query("INSERT INTO tenants (id, name) VALUES ($1, 'mine')", [tenant]);
      await client.query("INSERT INTO documents (id, tenant_id, title) VALUES ($1, $2, 'x')", [document, tenant]);
      await client.query(
        "INSERT INTO document_contents (document_id, tenant_id, version, body) VALUES ($1, $2, 1, '')",
        [document, tenant],
      );
    });
    await inTenant(client, tenant, () => client.query('DELETE FROM tenants WHERE id = $1', [tenant]));
    await asAdmin(async (admin) => {
      for (const table of tables)
        expect(await count(admin, table, `${table === 'tenants' ? 'id' : 'tenant_id'} = '${tenant}'`)).toBe(0);
    });
  });

  it.each([
    ['reads', 'SELECT FROM documents WHERE tenant_id = $1'],
    ['changes', "UPDATE documents SET title = '' WHERE tenant_id = $1"],
    ['removes', 'DELETE FROM documents WHERE tenant_id = $1'],
  ])('finds no row where a tenant %s those of another', async (_what, statement) => {
    const client = await open();
    const { rowCount } = await inTenant(client, 1, () => client.query(statement, [tenantId(2)]));
    expect(rowCount).toBe(0);
  });

  it('refuses what a tenant writes for another', async () => {
    const client = await open();
    const write = () => client.query("INSERT INTO documents (tenant_id, title) VALUES ($1, 'x')", [tenantId(2)]);
    await expect(inTenant(client, 1, write)).rejects.toMatchObject({ code: '42501' });
  });

  it('gives its role no way past the policies', async () => {
    const client = await open();
    const { rows } = await client.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    await expect(client.query('SET row_security = off; SELECT FROM documents')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
