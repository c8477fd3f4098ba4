import { afterEach, describe, expect, it } from 'vitest';
import type { Load } from '../../../lib/load/load';
import { toJson } from '../../../lib/report/json';
import { toJunit } from '../../../lib/report/junit';
import { toMarkdown } from '../../../lib/report/markdown';
import type { Result } from '../../../lib/report/result';
import { type SummaryContext, type SummaryData, summarize } from '../../../lib/scenario/summary';
import { goodReadings, madeResult } from './made';

const environment = (globalThis as unknown as { __ENV: Record<string, string> }).__ENV;
afterEach(() => {
  for (const name of Object.keys(environment)) delete environment[name];
});

const { load, limits, generator } = madeResult();
const context: SummaryContext = {
  scenario: 'ws-50',
  limits,
  load: {
    kind: 'sockets',
    ...load,
    sizes: {},
    maxDurationMs: 1,
    executors: { load: { executor: 'per-vu-iterations', vus: 1, iterations: 1 } },
  } satisfies Load,
  targets: ['TARGET_URL'],
  run: 'Q4R9LU',
  bounds: generator.bounds,
  given: [],
  strict: false,
};
const data: SummaryData = {
  metrics: Object.fromEntries(Object.entries(goodReadings).map(([name, values]) => [name, { values }])),
  state: { testRunDurationMs: 2000, isStdOutTTY: false },
};

describe('what handleSummary writes', () => {
  it('is the same result as JSON, Markdown and JUnit XML, into the current folder: k6 makes none', () => {
    const { stdout, ...files } = summarize(data, context);
    const result = JSON.parse(files['./result.json'] ?? '') as Result;
    expect(files).toEqual({
      './result.json': toJson(result),
      './summary.md': toMarkdown(result),
      './junit.xml': toJunit(result),
    });
    expect(stdout).toMatch(/^ws-50: PASS {2}/);
  });

  it('goes into RESULTS_DIR where that is set', () => {
    environment.RESULTS_DIR = '/tmp/run 1';
    const { stdout: _, ...files } = summarize(data, context);
    expect(Object.keys(files)).toEqual(['result.json', 'summary.md', 'junit.xml'].map((file) => `/tmp/run 1/${file}`));
  });

  it('is coloured on a terminal only, and in no file', () => {
    const onTerminal = { ...data, state: { testRunDurationMs: 2000, isStdOutTTY: true } };
    const { stdout, ...files } = summarize(onTerminal, context);
    expect(stdout).toContain('\x1b[');
    expect(Object.values(files).join('')).not.toContain('\x1b[');
  });

  it('holds nothing of setup(), and nothing of the environment but the target', () => {
    const secret = 'eyJhbGciOi-s3cr3t';
    Object.assign(environment, { TARGET_URL: 'ws://127.0.0.1:8000', API_TOKEN: secret, GITHUB_TOKEN: secret });
    const withToken = { ...data, setup_data: { token: secret }, options: { headers: secret } };
    const written = Object.values(summarize(withToken, context)).join('');
    expect(written).not.toContain(secret);
    expect(written).toContain('ws://127.0.0.1:8000');
    expect(written).toContain('Q4R9LU');
  });

  it('is no file at all where k6 gave a summary of another form', () => {
    const files = summarize({}, context);
    expect(Object.keys(files)).toEqual(['stdout']);
    expect(files.stdout).toMatch(/without --new-machine-readable-summary/);
  });
});
