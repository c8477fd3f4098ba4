// What the library adds to hand-written k6: both sides in turn, on the same server, in one run. `npm run bench -- --write` keeps the figures.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildScenarios, root } from '../build.mjs';
import { startTestbed } from '../test/e2e/testbed-process';
import { type BenchLoad, loads } from './loads';
import { type Cost, measure } from './measure';
import { type Row, toMarkdown } from './table';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, only: { type: 'string' } } });
const dist = join(root, 'dist');
await buildScenarios({ outdir: dist });

const rows: Row[] = [];
for (const load of loads.filter(({ name }) => name.includes(values.only ?? ''))) rows.push(await compare(load));
const document = join(root, 'docs/benchmarks.md');
const table = toMarkdown(
  rows,
  loads.map(({ name }) => name),
  readFileSync(document, 'utf8'),
);
console.log(table);
if (values.write) writeFileSync(document, table);

/** A round runs each side once, so that a drift of the machine's speed meets both. */
async function compare(load: BenchLoad): Promise<Row> {
  const library: Cost[] = [];
  const handWritten: Cost[] = [];
  for (let round = 0; round < load.rounds; round++) {
    const testbed = await startTestbed({ taskMs: load.taskMs });
    const env = {
      ...process.env,
      K6_NO_USAGE_REPORT: 'true',
      K6_AUTO_EXTENSION_RESOLUTION: 'false',
      TARGET_URL: testbed.url,
      RESULTS_DIR: dist,
      ...load.env,
    };
    const run = (script: string) => measure([join(root, '.k6/k6'), 'run', '--quiet', script], env);
    const runLibrary = async () => library.push(await run(join(dist, `${load.scenario}.js`)));
    // The side that goes first changes, because the server is warmer for the second.
    if (round % 2 === 0) await runLibrary();
    handWritten.push(await run(join(root, 'bench/hand-written', `${load.handWritten}.js`)));
    if (round % 2 === 1) await runLibrary();
    await testbed.stop();
    process.stderr.write(`${load.name}: round ${round + 1} of ${load.rounds}\n`);
  }
  return { load, library, handWritten };
}
