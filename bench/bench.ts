// What the library adds to hand-written k6: both sides in turn, on the same server, in one run. `npm run bench -- --write` keeps the figures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildScenarios, root } from '../build.mjs';
import { startTestbed } from '../test/e2e/testbed-process';
import { type Cost, measure } from './measure';
import { type Row, toMarkdown } from './table';

interface Load {
  readonly name: string;
  /** Sockets that are open at the same time. */
  readonly sockets: number;
  readonly tasksEach: number;
  readonly outputsEach: number;
  /** 0: the server answers as fast as it can. */
  readonly taskMs: number;
  readonly rounds: number;
}

const loads: readonly Load[] = [
  { name: '100 sockets', sockets: 100, tasksEach: 1, outputsEach: 1, taskMs: 300, rounds: 7 },
  { name: '1,000 sockets', sockets: 1000, tasksEach: 1, outputsEach: 1, taskMs: 300, rounds: 5 },
  { name: '5,000 sockets', sockets: 5000, tasksEach: 1, outputsEach: 1, taskMs: 300, rounds: 3 },
  { name: '10,000 sockets', sockets: 10_000, tasksEach: 1, outputsEach: 1, taskMs: 300, rounds: 3 },
  { name: '50 tasks at full speed', sockets: 50, tasksEach: 40, outputsEach: 20, taskMs: 0, rounds: 7 },
];

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, only: { type: 'string' } } });
const dist = join(root, 'dist');
await buildScenarios({ outdir: dist });
const sides = { library: join(dist, 'ws-50.js'), handWritten: join(root, 'bench/hand-written/tasks.js') };

const rows: Row[] = [];
for (const load of loads.filter(({ name }) => name.includes(values.only ?? ''))) rows.push(await compare(load));
const table = toMarkdown(rows);
console.log(table);
if (values.write) writeFileSync(join(root, 'docs/benchmarks.md'), table);

/** A round runs each side once, so that a drift of the machine's speed meets both. */
async function compare({ name, sockets, tasksEach, outputsEach, taskMs, rounds }: Load): Promise<Row> {
  const library: Cost[] = [];
  const handWritten: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    const testbed = await startTestbed({ taskMs });
    const env = {
      ...process.env,
      K6_NO_USAGE_REPORT: 'true',
      K6_AUTO_EXTENSION_RESOLUTION: 'false',
      TARGET_URL: testbed.url,
      RESULTS_DIR: dist,
      LOAD_TEST_USERS: String(sockets),
      LOAD_TEST_ITERATIONS: String(tasksEach),
      LOAD_TEST_MESSAGES: String(outputsEach),
    };
    const run = (script: string) => measure([join(root, '.k6/k6'), 'run', '--quiet', script], env);
    // The side that goes first changes, because the server is warmer for the second.
    if (round % 2 === 0) library.push(await run(sides.library));
    handWritten.push(await run(sides.handWritten));
    if (round % 2 === 1) library.push(await run(sides.library));
    await testbed.stop();
    process.stderr.write(`${name}: round ${round + 1} of ${rounds}\n`);
  }
  return { name, sockets, tasks: sockets * tasksEach, library, handWritten };
}
