import { afterAll, afterEach, describe, expect, it, type TestContext } from 'vitest';
import { keyOf } from '../../lib/gate/limit';
import { metrics } from '../../lib/metrics/catalogue';
import type { Case, Groups } from './cases/case';
import { unlessStarved } from './made-again';
import { type Run, runLoadmark } from './run-loadmark';
import { endTestbeds, returnTestbed, takeTestbed } from './testbed-pool';

/** Runs every case on the real k6 against the testbed. Call it once in a test file: its cases share a testbed. */
export function testTable(groups: Groups): void {
  afterEach(returnTestbed);
  afterAll(endTestbeds);
  for (const [group, cases] of Object.entries(groups)) {
    describe(group, () => {
      it.for(
        cases.map((row) => [`${row.scenario}, ${row.what}: ${row.verdict} ${row.exitCode}`, row] as const),
      )('%s', async ([_name, row], context) => {
        const run = await runCase(row, context);
        expect(run.result, `no result; stderr was: ${run.stderr}`).toBeDefined();
        const doubts = run.result?.invalidities.map(({ message }) => message).join(' ');
        expect(
          {
            verdict: run.result?.verdict,
            exitCode: run.exitCode,
            k6ExitCode: run.result?.k6ExitCode,
            limits: said(run, row),
          },
          doubts,
        ).toEqual({
          verdict: row.verdict,
          exitCode: row.exitCode,
          k6ExitCode: row.k6ExitCode,
          limits: expectedOf(row),
        });
        expect(run.files.summary).toContain(row.verdict);
        expect(run.files.junit).toContain('<testsuite');
        expect(run.seconds).toBeLessThan(row.withinSeconds);
        expect(run.leftovers).toEqual([]);
      });
    });
  }
}

/** One try. A case that expects INVALID gets no other, because a starved generator may be what it is about. */
function runCase(row: Case, context: TestContext): Promise<Run> {
  const run = async () => {
    const testbed = await takeTestbed(row.defects ?? [], row);
    const target = row.nothingListens ? 'ws://127.0.0.1:9' : testbed.url + (row.path ?? '');
    const env = {
      TARGET_URL: target,
      ...testbed.settings,
      ...(!row.unobserved && { METRICS_URL: testbed.metricsUrl }),
      ...row.env,
    };
    const args = [...(isKnockedAt(row) ? [] : ['--no-preflight']), ...(row.args ?? [])];
    const made = await runLoadmark(row.scenario, args, env);
    // A defect that strikes once has struck: another run would find a testbed that is healthy again.
    if (made.result?.verdict === 'INVALID') await endTestbeds();
    return made;
  };
  return row.verdict === 'INVALID' ? run() : unlessStarved(context, run, ({ result }) => [result]);
}

/** Defects whose clock the first connection or request sets going: it must be one of the load. */
const setGoing = /^(freeze|stall)\b/;

/** Not where nobody is there, as when a target dies in the run. */
const isKnockedAt = ({ nothingListens, path, defects = [] }: Case): boolean =>
  !nothingListens && path === undefined && !defects.some((defect) => setGoing.test(defect));

/** Verdicts of the limits that the case names, and of others that failed. Of several limits on one metric the failed one counts. */
function said({ result }: Run, row: Case) {
  const named = new Set<string>(Object.keys(row.limits ?? {}));
  const judged = (result?.limits ?? []).map((limit) => {
    const key = keyOf(limit);
    return { name: named.has(key) ? key : limit.metric, verdict: limit.verdict };
  });
  const told = judged.filter(({ name, verdict }) => named.has(name) || verdict === 'FAIL');
  const failedLast = told.sort((a, b) => Number(a.verdict === 'FAIL') - Number(b.verdict === 'FAIL'));
  return Object.fromEntries(failedLast.map(({ name, verdict }) => [name, verdict]));
}

const expectedOf = ({ limits = {} }: Case) =>
  Object.fromEntries(Object.entries(limits).filter(([name]) => name.replace(/\{.*/, '') in metrics));
