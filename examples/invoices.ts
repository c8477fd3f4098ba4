/** Forty clerks of four companies list invoices and write some: is each answered soon, and shown its own company's only? Rows K01 K02. */
import { byWorkers, database, foundAgain, type SqlUser, scenario, weighted, withSteps, workers } from '../lib';

const db = database({ max: 20 });

/** Here a company is a role of PostgreSQL, which a transaction takes on. */
const companies = ['acme', 'bolt', 'crane', 'delta'];
const companyOf = ({ index }: SqlUser) => companies[index % companies.length] ?? '';
const settings = (_turn: number, user: SqlUser) => ({ role: companyOf(user) });
const isForeign = (row: { company?: unknown }, user: SqlUser) => row.company !== companyOf(user);

const list = db.statement({
  name: 'list',
  text: 'SELECT number, company, total FROM invoice ORDER BY number DESC LIMIT 20',
  settings,
  isForeign,
});
const write = db.statement({
  name: 'write',
  text: 'INSERT INTO invoice (company, note, total) VALUES (current_user, $1, $2) RETURNING number, company',
  values: (turn, { run }) => [`load test ${run} ${turn}`, turn / 100],
  settings,
  isForeign,
  holds: (rows) => rows.length === 1,
  writes: (turn) => String(turn),
});

const found = "SELECT split_part(note, ' ', 4) AS key, count(*)::int AS rows, count(*)::int AS different";
const ofRun = ({ run }: { run: string }) => [`load test ${run} %`];

const steps = {
  after: (of: { run: string; vus: number }) =>
    foundAgain(of, {
      rows: async () => {
        const all = companies.map((role) =>
          db.query<{ key: string; rows: number; different: number }>(
            `${found} FROM invoice WHERE note LIKE $1 GROUP BY 1`,
            ofRun(of),
            { role },
          ),
        );
        return (await Promise.all(all)).flat();
      },
    }),
  cleanUp: async (of: { run: string }) => {
    for (const role of companies) await db.query('DELETE FROM invoice WHERE note LIKE $1', ofRun(of), { role });
  },
};

const none = { statistic: 'count', pass: { op: '==', value: 0 }, minSamples: 1, certain: true } as const;

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'invoices',
  limits: [
    {
      row: 'K01',
      title: 'statement p95',
      metric: 'response_time',
      statistic: 'p(95)',
      pass: { op: '<', value: 250 },
      minSamples: 59,
    },
    {
      row: 'K01',
      title: 'statements that succeed',
      metric: 'answer_ok',
      statistic: 'rate',
      pass: { op: '>', value: 0.99 },
      minSamples: 59,
    },
    { row: 'K02', title: 'rows of another company', metric: 'foreign_rows', ...none },
    { row: 'K02', title: 'invoices that were lost', metric: 'rows_lost', ...none },
  ],
  load: workers({ workers: 40, until: { requestsEach: 25 } }),
  run: withSteps(steps, byWorkers(weighted([list, 4], [write, 1]))),
});
