// 50,000 statements by 50 workers, sent by the extension itself: what the server can do, with little of k6's own cost.
import { pool } from 'k6/x/postgres';

const db = pool({ connectionString: __ENV.DATABASE_URL, max: 20 });

export const options = { vus: 1, iterations: 1 };

export default async function () {
  const { done, failed, tookMs, times } = await db.burst({
    statements: [{ name: 'one', text: 'SELECT $1::int AS n', args: [[1], [2], [3]] }],
    count: 50_000,
    concurrency: 50,
  });
  console.log(`${done} done, ${failed} failed, ${Math.round((done / tookMs) * 1000)} a second, p95 ${times.p95} ms`);
}
