import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Options } from 'k6/options';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { scenarioFiles } from '../../../build.mjs';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';
import { clockThresholds } from '../../../lib/gate/clock';
import { generatorThresholds } from '../../../lib/gate/generator';
import { evidenceOf, keyOf, type Limit, resolveLimits } from '../../../lib/gate/limit';
import { breakdowns } from '../../../lib/scenario/breakdown';
import type { About, Scenario } from '../../../lib/scenario/scenario';
import { answerWith } from '../../stubs/k6-http';
import { setEnvironment } from '../environment/with-environment';

const names = scenarioFiles().map((file) => basename(file, '.ts'));
const fileOf = (name: string): string => scenarioFiles().find((file) => basename(file, '.ts') === name) ?? '';

/** As k6 evaluates it for the first time, with all options that it gets. */
type FirstEvaluation = Omit<Scenario, 'options'> & { readonly about: About; readonly options: Options };

const loaded = new Map<string, Promise<FirstEvaluation>>();

/** A scenario's module as k6 loads it in this environment. */
function load(name: string, environment: Record<string, string> = {}): Promise<FirstEvaluation> {
  setEnvironment(environment);
  const key = JSON.stringify([name, environment]);
  const known = loaded.get(key);
  if (known) return known;
  vi.resetModules();
  const scenario: Promise<FirstEvaluation> = import(fileOf(name));
  loaded.set(key, scenario);
  return scenario;
}

const observed = { TARGET_URL: 'ws://target', METRICS_URL: 'http://target/metrics', JWT_SECRET: 'of a test' };
const failing = ({ warn, pass }: ReturnType<typeof resolveLimits>[number]) => warn ?? pass;

beforeEach(() => answerWith(() => ({ status: 0, body: null, error: 'no answer was set' })));

/** Those of a document: what a journey brings along by itself has its own tests. */
const documented = (limits: readonly Limit[]) => limits.filter(({ row }) => row !== 'default');

describe('a bound of the user on a metric', () => {
  /** As a bundle, which has only the parts of the library that the scenario uses, and declares only their metrics. */
  const evaluated = (name: string, LIMITS: string) => evaluateScripts([fileOf(name)], { LIMITS });

  it('that the scenario does not record is refused before any load', async () => {
    await expect(evaluated('graph-health', 'task_time:p(95)<100')).rejects.toThrow(
      'LIMITS: this scenario does not record task_time.',
    );
  });

  it("on k6's figures of HTTP is refused where only the target's own figures are asked for by HTTP", async () => {
    await expect(evaluated('ws-50', 'http_req_duration:p(95)<1000')).rejects.toThrow(
      'LIMITS: this scenario does not record http_req_duration.',
    );
  });

  it.each([
    'served:count>1',
    'http_req_duration:p(99)<100',
    'generator_lag:max<100',
  ])('that it, or k6, records is taken: %s', async (limit) => {
    await expect(evaluated('graph-health', limit)).resolves.toBeDefined();
  });
});

describe('an endpoint of ENDPOINTS', () => {
  it('that there is not is refused before any load', async () => {
    await expect(evaluateScripts([fileOf('graph-health')], { ENDPOINTS: 'helth=/up' })).rejects.toThrow(
      'ENDPOINTS names helth',
    );
  });
});

describe('what a run needs', () => {
  it('is said by setup(), once and before any load, also where the scenario does not name it', async () => {
    setEnvironment({ TARGET_URL: 'ws://target' });
    vi.resetModules();
    const { conversations, scenario, sockets, tokenAttempts } = await import('../../../lib');
    const { pam } = await import('../../../systems/pam');
    const load = sockets({ users: 10, durationMs: 1000, describe: () => 'ten users' });
    for (const run of [conversations(pam), tokenAttempts(pam)]) {
      const { about, options, setup } = scenario({ name: 'chat', limits: [], load, run });
      expect(about?.prerequisite).toContain('JWT_SECRET');
      expect(options).toMatchObject({ noSetup: false });
      expect(setup).toThrow(/A token is missing/);
    }
  });
});

describe.each(names)('%s', (name) => {
  it('is called as its file is, and its first line says what it asks and names the rows of its limits', async () => {
    const { about } = await load(name);
    expect(about.name).toBe(name);
    const [, question = '', list = ''] =
      /^\/\*\* (.+\?) Rows? ([A-Z]\d\d(?: [A-Z]\d\d)*)\./.exec(readFileSync(fileOf(name), 'utf8')) ?? [];
    expect(question).not.toBe('');
    expect(list.split(' ')).toEqual([...new Set(documented(about.limits).map(({ row }) => row))].sort());
  });

  it('throws nothing with an empty environment: archives are made in one', async () => {
    await expect(load(name)).resolves.toBeDefined();
  });

  it('throws, before any load, for each setting that is wrong', async () => {
    await expect(load(name, { CONNECT_TIMEOUT: 'soon', LOAD_TEST_USERS: '0' })).rejects.toThrow(
      /LOAD_TEST_USERS must be.*\nCONNECT_TIMEOUT must be/,
    );
  });

  it('says in setup() what it cannot do without', async () => {
    const { about, setup } = await load(name, {});
    expect(about.targets).not.toEqual([]);
    expect(() => setup()).toThrow(`${about.targets[0]} is missing`);
  });

  it('has k6 enforce every limit, each with the count of samples that stands behind it', async () => {
    const { about, options } = await load(name, observed);
    const thresholds = options.thresholds as Record<string, string[]>;
    const limits = resolveLimits(documented(about.limits), about.load.sizes);
    expect(limits.some((limit) => failing(limit))).toBe(true);
    for (const limit of limits) {
      const bound = failing(limit);
      const value = bound && bound.value * (limit.overSeconds ?? 1);
      if (bound) expect(thresholds[keyOf(limit)]).toContain(`${limit.statistic}${bound.op}${value}`);
      expect(thresholds[evidenceOf(limit)]).toContain(`count>=${limit.minSamples}`);
      expect(limit.minSamples).toBeGreaterThan(0);
    }
    expect(thresholds).toMatchObject(generatorThresholds({ lagMs: 250 }));
    expect(thresholds).toMatchObject(breakdowns());
  });

  it('judges no rate and no trend without a count beside it: k6 passes one that has no samples', async () => {
    const { about, options } = await load(name, observed);
    const counted = new Set(resolveLimits(about.limits, about.load.sizes).map(keyOf));
    const guards = [
      ...Object.keys(generatorThresholds({ lagMs: 250 })),
      ...Object.keys(clockThresholds([], () => true)),
      // Of journeys that write markers: a run in which none was read must not be green.
      'markers_read_back',
    ];
    // What always holds judges nothing: it keeps a part of a metric for the report.
    for (const [metric, expressions] of Object.entries(options.thresholds ?? {}))
      if (!(expressions as string[]).some((expression) => /^count|^max>=0$/.test(expression)))
        expect([...counted, ...guards]).toContain(metric);
  });

  it('watches the target only where METRICS_URL is given', async () => {
    const { about, options } = await load(name);
    expect(options.scenarios).not.toHaveProperty('observe');
    const judged: readonly Limit[] = about.limits.filter((limit) => limit.needs !== 'METRICS_URL');
    const left = about.limits.filter((limit) => limit.needs === 'METRICS_URL');
    for (const limit of left) expect(Object.hasOwn(options.thresholds ?? {}, keyOf(limit))).toBe(judged.length === 0);
  });

  it('exports what its k6 scenarios call', async () => {
    const scenario = await load(name, observed);
    for (const { exec = 'default' } of Object.values(scenario.options.scenarios ?? {}))
      expect(scenario).toHaveProperty(exec, expect.any(Function));
    expect(scenario.options.scenarios).toMatchObject({ load: { exec: 'run' } });
  });

  it('follows no redirect, keeps no body, and has one number of connections for the VU and for the host', async () => {
    const { options } = await load(name);
    expect(options).toMatchObject({ maxRedirects: 0, discardResponseBodies: true });
    expect(options.batch).toBe(options.batchPerHost);
  });

  it('has every statistic in the summary that its limits ask of a trend', async () => {
    const { options } = await load(name, { ...observed, LIMITS: 'generator_lag:p(99.5)<1000' });
    expect(options.summaryTrendStats).toEqual(
      expect.arrayContaining(['avg', 'med', 'max', 'p(95)', 'p(99.5)', 'count']),
    );
  });
});

describe('a bound of the user on the generator lag', () => {
  // k6 refuses a threshold on a metric that nobody has declared.
  it.each(['ws-50', 'graph-stats'])('stands on metrics that %s declares, with or without sockets', async (name) => {
    const { options } = await load(name, { ...observed, LIMITS: 'generator_lag:p(95)<100' });
    const { declaredMetrics } = await import('../../stubs/k6-metrics');
    expect(options.thresholds).toMatchObject({
      generator_lag: expect.arrayContaining(['p(95)<100']),
      messages_received: ['count>=1'],
    });
    expect([...declaredMetrics()]).toEqual(expect.arrayContaining(['generator_lag', 'messages_received']));
  });
});

describe('in a VU', () => {
  it('works out no options, which k6 takes from the first evaluation only, and says nothing of itself', async () => {
    vi.doMock('../../../lib/runtime/evaluation', () => ({ isFirstEvaluation: false, madeRunId: () => 'CI42' }));
    onTestFinished(() => void vi.doUnmock('../../../lib/runtime/evaluation'));
    const { about, options, run } = await load('ws-50', { ...observed, LOAD_TEST_USERS: '9' });
    expect(options).toEqual({});
    expect([about, typeof run]).toEqual([undefined, 'function']);
  });
});

describe('the first iteration of a k6', () => {
  /** Its k6 with these options. @returns why the run was aborted. */
  async function abortedBy(given: Record<string, unknown>) {
    const { run, options } = await load('ws-50', { ...observed, LOAD_TEST_USERS: '11' });
    const { default: k6 } = await import('../../stubs/k6-execution');
    const aborts: string[] = [];
    k6.scenario.iterationInInstance = 0;
    k6.test.options = { ...options, ...given };
    k6.test.abort = (reason) => {
      aborts.push(reason);
      throw new Error('aborted');
    };
    await run();
    return aborts;
  }

  it('ends the test where k6 was given other options than the scenario has', async () => {
    expect(await abortedBy({ rps: 60 })).toEqual([expect.stringContaining('rps is 60')]);
  });

  it('finds nothing in the options that the scenario itself gives', async () => {
    const { options } = await load('ws-50', { ...observed, LOAD_TEST_USERS: '12' });
    const { differences } = await import('../../../lib/scenario/given');
    const trendStatistics = options.summaryTrendStats ?? [];
    const meant = {
      noSetup: false,
      tearsDown: false,
      maxRedirects: 0,
      discardResponseBodies: true,
      connections: undefined,
    };
    expect(differences(options, { ...meant, trendStatistics, runners: 1 })).toEqual([]);
  });
});

describe('setup()', () => {
  const figures = 'process_resident_memory_bytes 1048576';

  it('gives the target as it was before the load', async () => {
    // No other test loads it in this environment, so that the stub imported behind it is its own.
    const { setup } = await load('ws-50', { ...observed, LOAD_TEST_USERS: '7' });
    const { answerWith: answer } = await import('../../stubs/k6-http');
    answer(() => ({ status: 200, body: figures, error: '' }));
    const data = await setup();
    expect(data.baseline?.memoryMB).toBe(1);
  });

  it('asks nobody without METRICS_URL', async () => {
    const { setup } = await load('ws-50', { TARGET_URL: 'ws://target' });
    expect(await setup()).toEqual({ baseline: null });
  });

  it.each([
    ['nothing is missing', 'ws-50', { TARGET_URL: 'ws://target' }, true],
    ['the target is missing', 'ws-50', {}, false],
    ['the target is observed', 'ws-50', observed, false],
    ['the scenario cannot do without a token', 'pam-auth', { TARGET_URL: 'ws://target' }, false],
  ])('is left out by k6 where it has nothing to look for: %s', async (_case, name, environment, left) => {
    const { options } = await load(name, environment);
    expect(options).toMatchObject({ noSetup: left });
  });

  it('throws where METRICS_URL gives no metrics', async () => {
    const { setup } = await load('ws-50', observed);
    expect(() => setup()).toThrow('METRICS_URL http://target/metrics must answer');
  });
});

describe('two scenarios', () => {
  it('share nothing: what is changed in one is as it was in the other', async () => {
    const first = await load('ws-50', { ...observed, LIMITS: 'connect_ok>0.99', LOAD_TEST_USERS: '3' });
    setEnvironment(observed);
    const second: FirstEvaluation = await import(`${fileOf('ws-50')}?again`);
    expect(first.options.thresholds?.connect_ok).toContain('rate>0.99');
    expect(second.options.thresholds?.connect_ok).not.toContain('rate>0.99');
    expect([first.about.load.users, second.about.load.users]).toEqual([3, 50]);
    expect(first.about.limits).toEqual(second.about.limits);
    const before = [...(second.options.thresholds?.connect_ok ?? [])];
    expect(before).not.toEqual([]);
    Object.assign(first.options.thresholds ?? {}, { connect_ok: [] });
    expect(second.options.thresholds?.connect_ok).toEqual(before);
  });
});
