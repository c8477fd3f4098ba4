// Runs of all scenarios against testbeds without a defect, half of them beside a second load: `npm run healthy -- --runs 300`. None may be a
// FAIL. What came is added to results/healthy-runs, so that many runs can be made a few at a time; each that is no PASS leaves its record.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../build.mjs';
import type { Case } from '../e2e/cases/case';
import { runLoadmark } from '../e2e/run-loadmark';
import { startTestbed } from '../e2e/testbed-process';
import { healthyCases } from './plan';
import { type SecondLoad, secondLoads, startSecondLoad } from './second-load';
import { addUp, type Made } from './tally';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    /** Only the runs beside this: none, core, scenario. Default: every other run beside nothing, the others beside a core and a scenario in turn. */
    beside: { type: 'string' },
    /** Seconds after which no further run begins. */
    seconds: { type: 'string', default: 'Infinity' },
  },
});
const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
const only = secondLoads.find((load) => load === values.beside);
if (!(runs > 0) || !(seconds > 0) || (values.beside !== undefined && !only))
  throw new Error('Expected --runs NUMBER, --seconds NUMBER and --beside none, core or scenario.');

const folder = join(root, 'results/healthy-runs');
const list = join(folder, 'runs.jsonl');
mkdirSync(folder, { recursive: true });
const before = (): Made[] =>
  existsSync(list)
    ? readFileSync(list, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

const turns: readonly SecondLoad[] = only ? [only] : ['none', 'core', 'none', 'scenario'];
const cases = await healthyCases();
const untilMs = performance.now() + seconds * 1000;
for (let made = 0; made < runs && performance.now() < untilMs; made++) {
  const beside = turns[made % turns.length] ?? 'none';
  // Each kind of run goes through all cases.
  const nth = before().filter((run) => run.beside === beside).length;
  await runOnce(cases[nth % cases.length] as Case, beside, nth);
}
const { text, failed } = addUp(before());
console.log(text);
process.exitCode = failed ? 1 : 0;

async function runOnce(row: Case, beside: SecondLoad, nth: number): Promise<void> {
  const endSecondLoad = await startSecondLoad(beside);
  const testbed = await startTestbed(row.taskMs === undefined ? {} : { taskMs: row.taskMs });
  const env = {
    TARGET_URL: testbed.url + (row.path ?? ''),
    ...(!row.unobserved && { METRICS_URL: testbed.metricsUrl }),
    ...row.env,
  };
  const { exitCode, result, files, stderr } = await runLoadmark(row.scenario, row.args ?? [], env);
  await testbed.stop();
  await endSecondLoad();
  const reasons = result?.verdict === 'PASS' ? [] : (result?.invalidities ?? []).map(({ message }) => message);
  const verdict = result?.verdict ?? `none, exit code ${exitCode}`;
  appendFileSync(
    list,
    `${JSON.stringify({ scenario: row.scenario, what: row.what, beside, verdict, reasons, waited: result?.generator.waitedShare })}\n`,
  );
  if (verdict !== 'PASS') {
    const name = join(folder, `${beside}-${nth}-${row.scenario}`);
    writeFileSync(`${name}.json`, JSON.stringify(result ?? { stderr }, null, 2));
    writeFileSync(`${name}.md`, `${files.summary}\n\n${stderr}`);
  }
  console.log(`${beside} ${nth}: ${row.scenario}, ${row.what}: ${verdict}`);
}
