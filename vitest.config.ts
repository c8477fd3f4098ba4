import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { buildInfo } from './build.mjs';

const stub = (name: string) => fileURLToPath(new URL(`test/stubs/${name}.ts`, import.meta.url));

// No test is tried twice: what fails once in three is not green. A run whose generator was starved is made again by the test itself, and
// counted: test/e2e/made-again.ts.
const endToEnd = { testTimeout: 180_000, hookTimeout: 180_000 };

const nodeTests = ['architecture', 'build', 'cli', 'docs', 'gate', 'report'].map(
  (folder) => `test/unit/${folder}/**/*.test.ts`,
);

export default defineConfig({
  define: { __BUILD__: JSON.stringify(buildInfo()) },
  resolve: {
    alias: {
      // Longer names come first: an alias also matches its own name with a slash behind it.
      'k6/crypto': stub('k6-crypto'),
      'k6/data': stub('k6-data'),
      'k6/encoding': stub('k6-encoding'),
      'k6/execution': stub('k6-execution'),
      'k6/http': stub('k6-http'),
      'k6/metrics': stub('k6-metrics'),
      'k6/net/grpc': stub('k6-grpc'),
      'k6/timers': stub('k6-timers'),
      'k6/websockets': stub('k6-websockets'),
      'k6/ws': stub('k6-ws'),
      k6: stub('k6'),
    },
  },
  test: {
    reporters: ['default', './test/count-reporter.ts'],
    // In groups, one after the other: an end-to-end test must not measure what other tests do.
    projects: [
      // Four at a time: the longest of these wait for sockets.
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/testbed/**', ...nodeTests],
          setupFiles: ['test/stubs/globals.ts'],
          testTimeout: 20_000,
          maxWorkers: 4,
        },
      },
      // These look at what runs in Node, where no module keeps anything from one test to the next: one process can hold them all, and starting
      // one for each file would take longer than they do.
      {
        extends: true,
        test: {
          name: 'unit-node',
          sequence: { groupOrder: 0 },
          include: nodeTests,
          setupFiles: ['test/stubs/globals.ts'],
          testTimeout: 20_000,
          maxWorkers: 4,
          isolate: false,
        },
      },
      // Each test starts its own testbed and none keeps state in a module, so one process can hold them all.
      {
        extends: true,
        test: {
          name: 'testbed',
          sequence: { groupOrder: 1 },
          include: ['test/unit/testbed/**/*.test.ts'],
          // Some start a PostgreSQL, and the first of them makes its contents.
          testTimeout: 20_000,
          hookTimeout: 60_000,
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'bundle',
          sequence: { groupOrder: 2 },
          include: ['test/bundle/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      // Two at a time: most of a case is waiting, and the bounds of some are milliseconds.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['test/e2e/*.test.ts', 'test/e2e/other-hands/*.test.ts'],
          exclude: ['test/e2e/together-*.test.ts'],
          maxWorkers: 2,
        },
      },
      // Three at a time: no verdict of these hangs on how busy the machine is, as long as k6 gets a core now and then.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e-together',
          sequence: { groupOrder: 4 },
          include: ['test/e2e/together-*.test.ts'],
          maxWorkers: 3,
        },
      },
      // One at a time: a second load on the same cores would be measured along with the first.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e-alone',
          sequence: { groupOrder: 5 },
          include: ['test/e2e/alone/*.test.ts'],
          maxWorkers: 1,
        },
      },
    ],
  },
});
