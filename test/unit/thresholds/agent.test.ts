import { describe, expect, it } from 'vitest';
import { judge } from '../../../lib/gate/judge';
import { type Limit, resolveLimits } from '../../../lib/gate/limit';
import type { Readings } from '../../../lib/gate/reading';
import * as agent from '../../../thresholds/agent';
import { counted } from '../gate/made';

/** What is said of each limit, and the verdict. */
function judged(limits: readonly Limit[], readings: Readings, sizes = {}, given: readonly 'METRICS_URL'[] = []) {
  return judge({ limits: resolveLimits(limits, sizes), readings, given });
}

describe("the tiers of document 004's endpoints", () => {
  const seconds = 10;
  /** The verdict on ten seconds of a benchmark. */
  const verdict = (
    limits: readonly Limit[],
    name: string,
    perSecond: number,
    { p95Ms = 1, success = 1, served = perSecond, worst = perSecond } = {},
  ) => {
    const requests = perSecond * seconds;
    const readings = {
      ...counted({
        requests,
        [`requests{name:${name}}`]: requests,
        [`worst_second_samples{name:${name}}`]: 1,
        [`response_time_samples{name:${name}}`]: requests,
        [`served{name:${name}}`]: served * seconds,
      }),
      answer_ok: { rate: success },
      [`response_time{name:${name}}`]: { 'p(95)': p95Ms },
      [`worst_second{name:${name}}`]: { min: worst },
    };
    return judged(limits, readings, { requests, seconds }).verdict;
  };

  describe.each([
    ['agent-health', agent.benchmarkHealth, 1000, 50, 100, 1000],
    ['agent-config', agent.benchmarkConfig, 500, 100, 200, 500],
    ['agent-capabilities', agent.benchmarkCapabilities, 500, 100, 200, 500],
    ['agent-workflows', agent.benchmarkWorkflows, 100, 200, 500, 100],
    ['agent-collection', agent.benchmarkCollection, 2, 3000, 5000, undefined],
    ['agent-analysis', agent.benchmarkAnalysis, 5, 1000, 2000, undefined],
    ['agent-optimization', agent.benchmarkOptimization, 3, 2000, 3000, undefined],
  ] as const)('%s', (name, limits, perSecond, targetMs, acceptableMs, least) => {
    it.each([
      ['PASS', { p95Ms: targetMs - 0.1 }],
      ['WARNING', { p95Ms: targetMs }],
      ['WARNING', { p95Ms: acceptableMs - 0.1 }],
      ['FAIL', { p95Ms: acceptableMs }],
      ['PASS', { success: 0.991 }],
      ['FAIL', { success: 0.99 }],
    ] as const)('is a %s for %j', (expected, measured) => {
      expect(verdict(limits, name, perSecond, measured)).toBe(expected);
    });

    it('serves as many as its document says', () => {
      if (least === undefined) return expect(limits.some(({ metric }) => metric === 'served')).toBe(false);
      expect(least).toBe(perSecond);
      expect(verdict(limits, name, perSecond, { served: least * 0.95 })).toBe('PASS');
      expect(verdict(limits, name, perSecond, { served: least * 0.949 })).toBe('FAIL');
    });

    it('serves half of them in every second', () => {
      if (least === undefined) return;
      expect(verdict(limits, name, perSecond, { worst: least * 0.475 })).toBe('PASS');
      expect(verdict(limits, name, perSecond, { worst: least * 0.47 })).toBe('FAIL');
    });
  });

  it('are not judged by fewer than nine tenths of the requests', () => {
    const readings = {
      ...counted({ requests: 98, 'response_time_samples{name:agent-collection}': 98 }),
      answer_ok: { rate: 1 },
      'response_time{name:agent-collection}': { 'p(95)': 1 },
    };
    expect(judged(agent.benchmarkCollection, readings, { requests: 109, seconds: 1 }).verdict).toBe('PASS');
    expect(judged(agent.benchmarkCollection, readings, { requests: 111, seconds: 1 }).verdict).toBe('INVALID');
  });
});

describe('the success rates of document 004', () => {
  const verdict = (limits: readonly Limit[], success: number, requests = 100) =>
    judged(
      limits.filter(({ metric }) => metric === 'answer_ok'),
      { ...counted({ requests }), answer_ok: { rate: success } },
      { requests: 100, users: 100 },
      ['METRICS_URL'],
    ).verdict;

  it.each([
    ['E02', agent.agentHealth],
    ['E03', agent.agentConfig],
    ['E03', agent.agentCapabilities],
    ['E04', agent.agentWorkflows],
    ['E05', agent.agentMixed],
    ['E15', agent.agentResources],
  ])('of %s are every single one', (_row, limits) => {
    expect([verdict(limits, 1), verdict(limits, 0.9999), verdict(limits, 1, 99)]).toEqual(['PASS', 'FAIL', 'INVALID']);
  });

  it.each([
    ['E12', agent.agentStressHealth, 0.95],
    ['E13', agent.agentStressMixed, 0.9],
    ['E14', agent.agentSustained, 0.95],
    ['E18', agent.agentUsers, 0.99],
  ])('of %s are above its share', (_row, limits, share) => {
    expect([verdict(limits, share + 0.001), verdict(limits, share)]).toEqual(['PASS', 'FAIL']);
  });
});

describe('the response times of E02', () => {
  const verdict = (avg: number, max: number) =>
    judged(
      agent.agentHealth,
      {
        ...counted({ requests: 100, 'response_time_samples{name:agent-health}': 100 }),
        answer_ok: { rate: 1 },
        'response_time{name:agent-health}': { avg, max },
      },
      { requests: 100 },
    ).verdict;

  it.each([
    ['PASS', 999, 1999],
    ['FAIL', 1000, 1999],
    ['FAIL', 999, 2000],
  ])('are a %s for a mean of %i ms and a maximum of %i ms', (expected, avg, max) => {
    expect(verdict(avg, max)).toBe(expected);
  });
});

describe('the levels of the ladders', () => {
  const load = agent.agentLoad([
    { name: 'light', workers: 10 },
    { name: 'normal', workers: 50 },
    { name: 'peak', workers: 100 },
    { name: 'heavy', workers: 200 },
  ]);
  const scalability = agent.agentScalability(
    [10, 50, 100, 200, 500].map((workers) => ({ name: `${workers} users`, workers })),
  );
  /** The levels that do not pass where each has this success. */
  const notPassed = (
    limits: readonly Limit[],
    users: number,
    success: readonly number[],
    workers = success.map(() => users),
  ) => {
    const rates = limits.filter(({ metric }) => metric === 'answer_ok');
    const parts = rates.flatMap(({ tags }, index) => [
      [`answer_ok{level:${tags?.level}}`, { rate: success[index] ?? 0 }],
      [`requests{level:${tags?.level}}`, { count: workers[index] ?? 0 }],
    ]);
    const { limits: all } = judged(rates, Object.fromEntries(parts), { users });
    return all.filter(({ verdict }) => verdict !== 'PASS').map(({ tags, verdict }) => `${tags?.level} ${verdict}`);
  };

  it('of E01 must each have more than 99 %', () => {
    expect(notPassed(load, 200, [0.991, 0.991, 0.991, 0.991])).toEqual([]);
    expect(notPassed(load, 200, [0.99, 0.99, 0.99, 0.99])).toEqual(
      ['light', 'normal', 'peak', 'heavy'].map((level) => `${level} FAIL`),
    );
  });

  it.each([
    ['PASS', 999, 1999],
    ['FAIL', 1000, 1999],
    ['FAIL', 999, 2000],
  ])('of E01 is at its peak a %s for a mean of %i ms and a maximum of %i ms', (verdict, avg, max) => {
    const times = load.filter(({ metric }) => metric === 'response_time');
    const readings = {
      'response_time{level:peak}': { avg, max },
      ...counted({ 'response_time_samples{level:peak}': 100 }),
    };
    expect(times).toHaveLength(2);
    expect(judged(times, readings, { users: 200 }).verdict).toBe(verdict);
  });

  it('of E16 must have all, all, 99, 95 and 90 %', () => {
    expect(notPassed(scalability, 500, [1, 1, 0.991, 0.951, 0.901])).toEqual([]);
    expect(notPassed(scalability, 500, [0.999, 0.999, 0.99, 0.95, 0.9])).toEqual(
      [10, 50, 100, 200, 500].map((users) => `${users} users FAIL`),
    );
  });

  it('are judged by a request of each worker at least, as many as the level has', () => {
    expect(notPassed(load, 200, [1, 1, 1, 1], [10, 50, 100, 200])).toEqual([]);
    expect(notPassed(load, 200, [1, 1, 1, 1], [9, 49, 99, 199])).toHaveLength(4);
    expect(notPassed(load, 1, [1, 1, 1, 1], [1, 1, 1, 1])).toEqual([]);
  });
});

describe('the resources of E15', () => {
  const verdict = (
    riseMB: number | undefined,
    excess: number | undefined,
    given: readonly 'METRICS_URL'[] = ['METRICS_URL'],
  ) => {
    const readings = {
      ...counted({
        requests: 100,
        target_memory_rise_samples: riseMB === undefined ? 0 : 1,
        target_rests: excess === undefined ? 0 : 1,
      }),
      answer_ok: { rate: 1 },
      target_memory_rise: { max: riseMB ?? 0 },
      target_cpu_excess: { max: excess ?? 0 },
    };
    return judged(agent.agentResources, readings, { requests: 100 }, given).verdict;
  };

  it.each([
    ['PASS', 99.9, 0.1],
    ['FAIL', 100, 0],
    ['FAIL', 0, 0.11],
    // What the target did not say is no zero.
    ['INVALID', undefined, 0],
    ['INVALID', 0, undefined],
  ] as const)('are a %s for a rise of %s MB and %s cores', (expected, riseMB, excess) => {
    expect(verdict(riseMB, excess)).toBe(expected);
  });

  it('are not judged without METRICS_URL', () => {
    expect(verdict(5, 0, [])).toBe('INVALID');
  });
});

describe('the breaking point of E17', () => {
  /** @param largest undefined: the search did not come to its end. */
  const verdict = (largest: number | undefined, users: number) =>
    judged(
      agent.agentBreakingPoint,
      {
        ...counted({ requests: 1000, largest_load_samples: largest === undefined ? 0 : 1 }),
        // k6 gives a gauge that a threshold names, also where nothing set it.
        largest_load: { value: largest ?? 0 },
      },
      { users },
    ).verdict;

  it.each([
    ['PASS', 100, 200],
    ['FAIL', 99, 200],
    ['FAIL', 0, 200],
    ['INVALID', undefined, 200],
    ['PASS', 10, 20],
  ] as const)('is a %s for %s workers where the highest level has %i', (expected, largest, users) => {
    expect(verdict(largest, users)).toBe(expected);
  });
});

describe('the users of E18', () => {
  it.each([
    ['agent-health', 50, 100],
    ['agent-config', 100, 200],
    ['agent-capabilities', 100, 200],
    ['agent-workflows', 200, 500],
  ])('%s has its tiers of %i and %i ms', (name, targetMs, acceptableMs) => {
    const verdictAt = (p95Ms: number) => {
      const names = ['agent-health', 'agent-config', 'agent-capabilities', 'agent-workflows'];
      const readings = Object.fromEntries(
        names.flatMap((each) => [
          [`response_time{name:${each}}`, { 'p(95)': each === name ? p95Ms : 1 }],
          [`response_time_samples{name:${each}}`, { count: 100 }],
        ]),
      );
      return judged(
        agent.agentUsers,
        {
          ...readings,
          ...counted({ requests: 400, client_time_samples: 50, client_ok_samples: 50 }),
          answer_ok: { rate: 1 },
          client_time: { max: 10 },
          client_ok: { min: 1 },
        },
        { users: 50 },
      ).verdict;
    };
    expect([targetMs - 0.1, targetMs, acceptableMs - 0.1, acceptableMs].map(verdictAt)).toEqual([
      'PASS',
      'WARNING',
      'WARNING',
      'FAIL',
    ]);
  });
});
