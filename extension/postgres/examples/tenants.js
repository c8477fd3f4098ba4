// Row-level security: settings hold for one statement or transaction, and the next user of the connection has none of them.
import { pool } from 'k6/x/postgres';

const db = pool({ connectionString: __ENV.DATABASE_URL, max: 10 });
const tenant = { settings: { 'app.tenant': '00000000-0000-4000-8000-000000000001' } };

export default async function () {
  const { rows } = await db.query('SELECT id, version FROM documents LIMIT 1', [], tenant);
  await db.transaction(
    async (tx) => {
      await tx.query('SELECT version FROM documents WHERE id = $1 FOR UPDATE', [rows[0].id]);
      await tx.exec('UPDATE documents SET version = version + 1 WHERE id = $1', [rows[0].id]);
    },
    { ...tenant, isolation: 'read committed' },
  );
}
