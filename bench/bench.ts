// What the library adds to hand-written k6: both sides in turn, on the same server, in one run. `npm run bench -- --write` keeps the figures.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildScenarios, root, scenarioFiles } from '../build.mjs';
import { startTestbed } from '../cli/testbed-process';
import { type BenchLoad, loads } from './loads';
import { type Cost, measure } from './measure';
import { startOrders } from './orders-server';
import { type Row, toMarkdown } from './table';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, only: { type: 'string' } } });
const dist = join(root, 'dist');
/** Rounds of one load that may fail. */
const mostFailed = 2;
await buildScenarios({ files: [...scenarioFiles(), join(root, 'examples/orders.ts')], outdir: dist });

const document = join(root, 'docs/benchmarks.md');
const names = loads.map(({ name }) => name);
const rows: Row[] = [];
for (const load of loads.filter(({ name }) => name.includes(values.only ?? ''))) {
  rows.push(await compare(load));
  const table = toMarkdown(rows, names, readFileSync(document, 'utf8'));
  console.log(table);
  if (values.write) writeFileSync(document, table);
}

/** A round runs each side once, so that a change of the machine's speed affects both. A round that fails says nothing about cost, and is made again. */
async function compare(load: BenchLoad): Promise<Row> {
  const library: Cost[] = [];
  const handWritten: Cost[] = [];
  for (let failed = 0; library.length < load.rounds; ) {
    try {
      const costs = await runRound(load, library.length % 2 === 0);
      library.push(costs.library);
      handWritten.push(costs.handWritten);
      process.stderr.write(`${load.name}: round ${library.length} of ${load.rounds}\n`);
    } catch (error) {
      if (++failed > mostFailed) throw error;
      process.stderr.write(`${load.name}: again, because ${error instanceof Error ? error.message : error}\n`);
    }
  }
  return { load, library, handWritten };
}

/** @param libraryFirst the sides take turns in going first, because the server is warmer for the second. */
async function runRound(load: BenchLoad, libraryFirst: boolean): Promise<{ library: Cost; handWritten: Cost }> {
  const server = load.server ? await startOrders() : await startTestbed({ port: 0, taskMs: load.taskMs });
  const env = {
    ...process.env,
    K6_NO_USAGE_REPORT: 'true',
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    TARGET_URL: server.url,
    RESULTS_DIR: dist,
    ...load.env,
  };
  const run = (script: string) => measure([join(root, '.k6/k6'), 'run', '--quiet', script], env);
  const runLibrary = () => run(join(dist, `${load.scenario}.js`));
  const runByHand = () => run(join(root, 'bench/hand-written', `${load.handWritten}.js`));
  try {
    if (libraryFirst) return { library: await runLibrary(), handWritten: await runByHand() };
    const handWritten = await runByHand();
    return { library: await runLibrary(), handWritten };
  } finally {
    await server.stop();
  }
}
