import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../lib/gate/limit';
import { unlessStarved } from './made-again';
import { runLoadmark } from './run-loadmark';
import { kinds, type VectorServer, type VectorServerKind } from './vector-servers';

/** One run against a store, and what must come of it. */
interface VectorCase {
  readonly what: string;
  readonly scenario: 'vector-insert' | 'vector-search';
  readonly env: Readonly<Record<string, string>>;
  readonly exitCode: 0 | 99;
  /** Metrics of limits that fail, and no others. */
  readonly fails: readonly string[];
}

const insert = { LOAD_TEST_ITERATIONS: '5' };
const search = { VECTOR_COUNT: '4000', LOAD_TEST_DURATION: '4s' };
/** What a machine that is busy with other tests stores in a second is not the question. */
const anyRate = { LIMITS: 'insert_rate:min>50' };

const healthy: readonly VectorCase[] = [
  { what: 'C13', scenario: 'vector-insert', env: { ...insert, ...anyRate }, exitCode: 0, fails: [] },
  { what: 'C14', scenario: 'vector-search', env: search, exitCode: 0, fails: [] },
];

/** By configuration of the store itself: its answers are fast, and wrong. */
const poorIndex = (index: string): VectorCase => ({
  what: `C14: the index has ${index}`,
  scenario: 'vector-search',
  env: { ...search, VECTOR_INDEX: index },
  exitCode: 99,
  fails: ['recall'],
});

const tables: Readonly<Record<keyof typeof kinds, readonly VectorCase[]>> = {
  chroma: [...healthy, poorIndex('m=2 ef_construction=4 ef_search=4')],
  weaviate: [...healthy, poorIndex('m=4 ef_construction=8 ef_search=20')],
};

for (const [store, kind] of Object.entries(kinds) as [keyof typeof kinds, VectorServerKind][]) {
  const why = kind.missing === undefined ? '' : ` (skipped: ${kind.missing})`;
  describe.skipIf(why !== '')(`${store}${why}`, () => {
    let server: VectorServer;
    beforeAll(async () => {
      server = await kind.start();
    });
    afterAll(() => server?.stop());

    it.for(tables[store].map((row) => [`${row.scenario}, ${row.what}: ${row.exitCode}`, row] as const))('%s', async ([
      _name,
      row,
    ], context) => {
      const { exitCode, result, stderr } = await unlessStarved(
        context,
        () => runLoadmark(row.scenario, ['--no-preflight'], { ...server.settings, ...row.env }),
        (run) => [run.result],
      );
      const limits = result?.limits ?? [];
      const failed = limits.filter(({ verdict }) => verdict === 'FAIL').map((limit) => limit.metric);
      expect({ exitCode, failed: [...new Set(failed)] }, stderr).toEqual({ exitCode: row.exitCode, failed: row.fails });
      expect(limits.map(keyOf)).not.toEqual([]);
    });
  });
}
