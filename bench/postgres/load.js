// The extension's side of bench/postgres.ts: the same workload by promises of one VU, or by a burst.
import { pool } from 'k6/x/postgres';

const load = JSON.parse(open(__ENV.WORKLOAD));
const db = pool({ connectionString: __ENV.DATABASE_URL, max: load.max });

export const options = { vus: 1, iterations: 1, summaryTrendStats: ['count', 'max'] };

export default async function () {
  const startedAtMs = Date.now();
  const done = __ENV.BURST ? await byBurst() : await byPromises();
  if (done !== load.count) throw new Error(`${done} of ${load.count} statements were done`);
  console.log(JSON.stringify({ done, seconds: (Date.now() - startedAtMs) / 1000 }));
}

async function byBurst() {
  const { count, concurrency, statements } = load;
  return (await db.burst({ count, concurrency, statements })).done;
}

async function byPromises() {
  const { count, concurrency, statements } = load;
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let turn = next++; turn < count; turn = next++) {
        const { text, args, options } = statements[turn % statements.length];
        await db.query(text, args[Math.floor(turn / statements.length) % args.length], options);
        done++;
      }
    }),
  );
  return done;
}
