import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { scenarioFiles } from '../../../build.mjs';
import { evidenceOf, type Limit, resolveLimits } from '../../../lib/gate/limit';
import { metrics } from '../../../lib/metrics/catalogue';
import type { About, Scenario } from '../../../lib/scenario/scenario';
import { startTestbed } from '../../../testbed/kernel/server';
import { setEnvironment } from '../environment/with-environment';
import { describeLimits } from './describe-limits';

const files = scenarioFiles().filter((file) => file.includes('/tasks/'));

/** Document 000's targets, as its table has them. */
const documented: Readonly<Record<string, readonly string[]>> = {
  A01: ['connect_ok rate > 0.9', 'task_ok rate > 0.9'],
  A02: ['connect_ok rate > 0.8', 'task_ok rate > 0.8'],
  A03: ['open_sockets count >= users'],
  A04: ['connect_ok rate > 0.9', 'connect_time med < 100'],
  A05: ['ping_rate avg', 'ping_send_time avg', 'task_ok rate >= 1'],
  A06: [
    'foreign_markers count == 0',
    'late_markers count == 0',
    'lost_markers count == 0',
    'reordered_markers count == 0',
    'repeated_markers count == 0',
    'stale_markers count == 0',
    'task_ok rate > 0.8',
  ],
  A07: ['target_memory_growth max < 500', 'task_ok rate > 0.9'],
  A08: ['target_memory_per_connection max < 50'],
};

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

/** A scenario, loaded again, and the metrics that it made as it was loaded. */
async function load(file: string, environment: Record<string, string>) {
  vi.resetModules();
  setEnvironment(environment);
  const scenario: Scenario & { readonly about: About } = await import(file);
  return {
    scenario,
    metrics: await import('../../stubs/k6-metrics'),
    http: await import('../../stubs/k6-http'),
    execution: (await import('../../stubs/k6-execution')).default,
  };
}

describe('the limits of document 000', () => {
  it('are all there, with the bounds of the document, over all scenarios', async () => {
    const limits: Limit[] = [];
    for (const file of files) limits.push(...(await load(file, {})).scenario.about.limits);
    expect(describeLimits(limits)).toEqual(documented);
  });
});

/** Runs a scenario as k6 would with one VU and, where it has one, the observer. */
async function run({ scenario, http, execution }: Awaited<ReturnType<typeof load>>): Promise<void> {
  const body = 'process_resident_memory_bytes 1048576\nprocess_cpu_seconds_total 1';
  http.answerWith(() => ({ status: 200, body, error: '' }));
  execution.scenario.startTime = Date.now();
  const data = await scenario.setup();
  const observes = Object.hasOwn(scenario.options.scenarios ?? {}, 'observe');
  await Promise.all([scenario.run(), observes && scenario.observe(data)]);
}

describe('every scenario', () => {
  it('records what each of its limits is judged by, and enough of it, on a target that is healthy', async () => {
    const testbed = await startTestbed({ port: 0, taskMs: 0 });
    onTestFinished(() => testbed.close());
    const environment = { TARGET_URL: testbed.url, METRICS_URL: testbed.metricsUrl, LOAD_TEST_VUS: '1' };
    const loaded = [];
    for (const file of files) loaded.push(await load(file, environment));
    await Promise.all(loaded.map(run));
    expect(loaded).not.toEqual([]);

    for (const { scenario, metrics: recorded } of loaded) {
      const { name, limits, load } = scenario.about;
      for (const limit of resolveLimits(limits, load.sizes)) {
        const who = `${name} ${limit.row} ${evidenceOf(limit)}`;
        // A counter of what went wrong has nothing to count here; that it is made at all is what k6 asks for.
        expect(recorded.declaredMetrics(), who).toContain(limit.metric);
        if (metrics[limit.metric].kind !== 'counter') expect(recorded.samplesOf(limit.metric), who).not.toEqual([]);
        expect(recorded.sumOf(evidenceOf(limit)), who).toBeGreaterThanOrEqual(limit.minSamples);
      }
      const wrong = ['foreign', 'stale', 'repeated', 'reordered', 'late', 'lost'].map((kind) => `${kind}_markers`);
      expect([name, ...[...wrong, 'script_errors'].map(recorded.sumOf)]).toEqual([name, 0, 0, 0, 0, 0, 0, 0]);
    }
  });
});

/** Metrics with a threshold that neither the scenario nor k6 makes. */
function unknown({ options }: Scenario, declared: ReadonlySet<string>): string[] {
  const ofK6 = ['ws_sessions', 'dropped_iterations'];
  const named = Object.keys(options.thresholds ?? {}).map((key) => key.replace(/\{.*/, ''));
  return named.filter((name) => !declared.has(name) && !ofK6.includes(name));
}

describe.each(files.map((file) => [basename(file, '.ts'), file] as const))('%s', (_name, file) => {
  it('makes every metric that k6 enforces a threshold on: k6 does not start for one that it does not know', async () => {
    const { scenario, metrics: recorded } = await load(file, { METRICS_URL: 'http://target/metrics' });
    expect(unknown(scenario, recorded.declaredMetrics())).toEqual([]);
  });

  it('can be given a bound on each trend and rate that it records', async () => {
    const { metrics: recorded } = await load(file, {});
    const bounds = Object.entries(metrics)
      .filter(([name, { kind }]) => recorded.declaredMetrics().has(name) && (kind === 'rate' || kind === 'trend'))
      .map(([name, { kind }]) => `${name}:${kind === 'rate' ? 'rate' : 'avg'}>0`);
    const { scenario, metrics: made } = await load(file, {
      LIMITS: bounds.join(';'),
      METRICS_URL: 'http://target/metrics',
    });
    expect(unknown(scenario, made.declaredMetrics())).toEqual([]);
    expect(bounds).toContain('generator_lag:avg>0');
  });
});
