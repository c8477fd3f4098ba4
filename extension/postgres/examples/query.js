// k6 run -e DATABASE_URL=postgres://user:password@localhost:5432/database query.js
import { check } from 'k6';
import { pool } from 'k6/x/postgres';

const db = pool({
  name: 'app',
  connectionString: __ENV.DATABASE_URL,
  max: 10,
  acquireTimeoutMs: 2_000,
  statementTimeoutMs: 5_000,
});

export const options = {
  vus: 50,
  duration: '10s',
  thresholds: { 'postgres_query_time{name:tables}': ['p(95)<100'], postgres_errors: ['count==0'] },
};

export default async function () {
  const { rows } = await db.query('SELECT count(*) AS tables FROM pg_class WHERE relkind = $1', ['r'], {
    tags: { name: 'tables' },
  });
  check(rows, { 'there are tables': ([row]) => row.tables > 0 });
}
