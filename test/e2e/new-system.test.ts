import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestbed } from '../../cli/testbed-process';
import { copyProject, type ProjectCopy } from './project-copy';

/** A whole system in forty lines: what it does in the testbed, how it is spoken to, its limits, and a scenario. */
const counter: Readonly<Record<string, string>> = {
  'testbed/counter/system.ts': `import type { RunningSystem, System } from '../kernel/contract';
import { defineSlowRoutes } from '../kernel/defect-parts/slow-routes';

/** Counts: each call gets the next number. */
export const system: System = {
  name: 'counter',
  defects: defineSlowRoutes([{ name: 'slow-counter', route: 'GET /api/count', breaks: ['F01'], defaultMs: 150 }]),
  start(): RunningSystem {
    let count = 0;
    return { register: (app) => void app.get('/api/count', () => ({ count: ++count })) };
  },
};
`,
  'systems/counter.ts': `import { endpoint } from '../lib';

export const count = endpoint({ name: 'count', path: '/api/count' });
`,
  'thresholds/counter.ts': `import type { Limit } from '../lib';

const of = { tags: { name: 'count' }, minSamples: 50 } as const;
export const counter: readonly Limit[] = [
  { row: 'F01', title: 'p95', metric: 'response_time', statistic: 'p(95)', pass: { op: '<', value: 100 }, ...of },
  { row: 'F02', title: 'success rate', metric: 'answer_ok', statistic: 'rate', pass: { op: '>=', value: 1 }, ...of },
];
`,
  'scenarios/counter/counter-count.ts': `/** Ten clients count: is each answered, and soon? Rows F01 F02. */
import { byWorkers, scenario, workers } from '../../lib';
import { count } from '../../systems/counter';
import { counter } from '../../thresholds/counter';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'counter-count',
  limits: counter,
  load: workers({ workers: 10, until: { requestsEach: 6 } }),
  run: byWorkers([count]),
});
`,
};

describe('a new system', () => {
  let copy: ProjectCopy;
  let before: ReadonlyMap<string, string>;
  beforeAll(() => {
    copy = copyProject();
    before = copy.snapshot();
    copy.write(counter);
  });
  afterAll(() => copy.dispose());

  it('takes forty lines', () => {
    const lines = Object.values(counter).flatMap((text) => text.split('\n').filter((line) => line.trim() !== ''));
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  it('is right by lint, types and the tests of the architecture, with no other file touched', () => {
    copy.runPackage('@biomejs/biome/bin/biome', 'check', '.');
    copy.runPackage('typescript/bin/tsc', '-p', 'tsconfig.k6.json');
    copy.runPackage('typescript/bin/tsc', '-p', 'tsconfig.node.json');
    copy.runPackage('vitest/vitest.mjs', 'run', '--project', 'unit-node', 'test/unit/architecture');
    const after = copy.snapshot();
    for (const [path, text] of before) expect(after.get(path), path).toBe(text);
    const added = [...after.keys()].filter((path) => !before.has(path) && !path.startsWith('node_modules'));
    expect(added.sort()).toEqual(Object.keys(counter).sort());
  });

  it.each([
    ['passes on its healthy testbed', [], 'PASS', 0],
    ['fails on its defect', ['slow-counter'], 'FAIL', 99],
  ] as const)('%s', async (_what, defects, verdict, exitCode) => {
    const testbed = await startTestbed({ port: 0, defects }, copy.folder);
    try {
      const args = ['cli/bin.mjs', 'run', 'counter-count', '--quiet', '--target', testbed.url];
      const run = copy.run(process.execPath, args);
      expect(run.output).toMatch(new RegExp(`^counter-count: ${verdict}`));
      expect(run.exitCode).toBe(exitCode);
    } finally {
      await testbed.stop();
    }
  });

  it('leaves nothing behind when its files are removed', () => {
    copy.remove(['testbed/counter', 'systems/counter.ts', 'thresholds/counter.ts', 'scenarios/counter', 'results']);
    const { output } = copy.run(process.execPath, ['cli/bin.mjs', 'list', '--json']);
    expect(output).not.toContain('counter');
    copy.runPackage('typescript/bin/tsc', '-p', 'tsconfig.k6.json');
  });
});
