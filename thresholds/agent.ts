import type { Limit } from '../lib';

// Document 004, "Performance Targets" and "Success Criteria".

/** All of the load's requests must have been made. */
const ofAll = { minSamples: 'requests' } as const;

const success = (row: string, share: number, limit: Partial<Limit> = {}): Limit => ({
  row,
  title: 'success rate',
  metric: 'answer_ok',
  statistic: 'rate',
  pass: { op: '>', value: share },
  ...ofAll,
  ...limit,
});

/** Every single one. */
const allSucceed = (row: string, limit: Partial<Limit> = {}): Limit =>
  success(row, 1, { pass: { op: '>=', value: 1 }, ...limit });

const responseTime = (row: string, statistic: 'avg' | 'max', belowMs: number, limit: Partial<Limit> = {}): Limit => ({
  row,
  title: `response time ${statistic}`,
  metric: 'response_time',
  tags: { name: 'agent-health' },
  statistic,
  pass: { op: '<', value: belowMs },
  ...ofAll,
  ...limit,
});

export const agentHealth: readonly Limit[] = [
  allSucceed('E02'),
  responseTime('E02', 'avg', 1000),
  responseTime('E02', 'max', 2000),
];
export const agentConfig: readonly Limit[] = [allSucceed('E03')];
export const agentCapabilities: readonly Limit[] = [allSucceed('E03')];
export const agentWorkflows: readonly Limit[] = [allSucceed('E04')];
export const agentMixed: readonly Limit[] = [allSucceed('E05')];
export const agentStressHealth: readonly Limit[] = [success('E12', 0.95)];
export const agentStressMixed: readonly Limit[] = [success('E13', 0.9)];
export const agentSustained: readonly Limit[] = [success('E14', 0.95)];

/** The two tiers of an endpoint's response time, and the requests that it must serve in a second. */
interface Tiers {
  readonly row: string;
  /** Name of the endpoint. */
  readonly name: string;
  readonly targetMs: number;
  readonly acceptableMs: number;
  readonly perSecond?: number;
}

const tiers = {
  health: { row: 'E06', name: 'agent-health', targetMs: 50, acceptableMs: 100, perSecond: 1000 },
  config: { row: 'E07', name: 'agent-config', targetMs: 100, acceptableMs: 200, perSecond: 500 },
  capabilities: { row: 'E07', name: 'agent-capabilities', targetMs: 100, acceptableMs: 200, perSecond: 500 },
  workflows: { row: 'E08', name: 'agent-workflows', targetMs: 200, acceptableMs: 500, perSecond: 100 },
  collection: { row: 'E09', name: 'agent-collection', targetMs: 3000, acceptableMs: 5000 },
  analysis: { row: 'E10', name: 'agent-analysis', targetMs: 1000, acceptableMs: 2000 },
  optimization: { row: 'E11', name: 'agent-optimization', targetMs: 2000, acceptableMs: 3000 },
} as const satisfies Record<string, Tiers>;

/** The document says no more than "response time": its 95th percentile must keep the tier. */
const inTier = ({ row, name, targetMs, acceptableMs }: Tiers, minSamples: Limit['minSamples']): Limit => ({
  row,
  title: `${name} response time p95`,
  metric: 'response_time',
  tags: { name },
  statistic: 'p(95)',
  pass: { op: '<', value: targetMs },
  warn: { op: '<', value: acceptableMs },
  minSamples,
});

/** Nearly all that were due; what could not be sent has failed. */
const ofSchedule = { share: 0.9, of: 'requests' } as const;

const benchmark = (tier: Tiers): readonly Limit[] => {
  const { row, name, perSecond } = tier;
  const limits = [inTier(tier, ofSchedule), success(row, 0.99, { minSamples: ofSchedule })];
  if (perSecond === undefined) return limits;
  const served: Limit = {
    row,
    title: `${name} answers per second`,
    metric: 'served',
    tags: { name },
    statistic: 'count',
    overSeconds: 'seconds',
    // At the document's rate, of which a twentieth may come late: what is still on its way when the time is over.
    pass: { op: '>=', value: perSecond * 0.95 },
    // A pause of up to half a second is ordinary; what is missing more of a second hangs.
    inEverySecond: 0.5,
    evidence: `requests{name:${name}}`,
    minSamples: ofSchedule,
  };
  return [...limits, served];
};

export const benchmarkHealth = benchmark(tiers.health);
export const benchmarkConfig = benchmark(tiers.config);
export const benchmarkCapabilities = benchmark(tiers.capabilities);
export const benchmarkWorkflows = benchmark(tiers.workflows);
export const benchmarkCollection = benchmark(tiers.collection);
export const benchmarkAnalysis = benchmark(tiers.analysis);
export const benchmarkOptimization = benchmark(tiers.optimization);

const moreThan = (value: number) => ({ op: '>', value }) as const;
const all = { op: '>=', value: 1 } as const;

/** What a limit needs to know of a level of a ladder. */
interface Level {
  readonly name: string;
  readonly workers: number;
}

/** The success rate of each level of a ladder; of its requests at least one for each of its workers. @param least by the level's name. */
function atLevels(row: string, levels: readonly Level[], least: Readonly<Record<string, Limit['pass']>>): Limit[] {
  const top = Math.max(...levels.map(({ workers }) => workers));
  return levels.map(({ name, workers }) => {
    const pass = least[name];
    return {
      row,
      title: `${name}: success rate`,
      metric: 'answer_ok',
      tags: { level: name },
      statistic: 'rate',
      ...(pass && { pass }),
      minSamples: { share: workers / top, of: 'users' },
    };
  });
}

const ofLoad = moreThan(0.99);
/** "Load Test Metrics" give times for a hundred concurrent requests, which is the peak. */
const atPeak = (levels: readonly Level[], statistic: 'avg' | 'max', belowMs: number): Limit => {
  const of = levels.filter(({ name }) => name === 'peak').map(({ workers }) => workers)[0] ?? 0;
  return responseTime('E01', statistic, belowMs, {
    title: `peak: response time ${statistic}`,
    tags: { level: 'peak' },
    minSamples: { share: of / Math.max(...levels.map(({ workers }) => workers)), of: 'users' },
  });
};

export const agentLoad = (levels: readonly Level[]): readonly Limit[] => [
  ...atLevels('E01', levels, { light: ofLoad, normal: ofLoad, peak: ofLoad, heavy: ofLoad }),
  atPeak(levels, 'avg', 1000),
  atPeak(levels, 'max', 2000),
];

export const agentScalability = (levels: readonly Level[]): readonly Limit[] =>
  atLevels('E16', levels, {
    '10 users': all,
    '50 users': all,
    '100 users': moreThan(0.99),
    '200 users': moreThan(0.95),
    '500 users': moreThan(0.9),
  });

/** Judged by the target's own figures, so a run without them judges nothing. */
export const agentResources: readonly Limit[] = [
  {
    row: 'E15',
    title: 'memory increase of the target',
    metric: 'target_memory_rise',
    statistic: 'max',
    pass: { op: '<', value: 100 },
    minSamples: 1,
    needs: 'METRICS_URL',
  },
  {
    row: 'E15',
    title: 'CPU use above its baseline afterwards, as a share of a core',
    metric: 'target_cpu_excess',
    statistic: 'max',
    // The document says "returns to baseline": a tenth of a core is what an idle process's own chores vary by.
    pass: { op: '<=', value: 0.1 },
    evidence: 'target_rests',
    minSamples: 1,
    needs: 'METRICS_URL',
    // The document's first target is memory; many exporters have no more.
    skippedBy: 'target_cpu_untold',
  },
  allSucceed('E15', { needs: 'METRICS_URL' }),
];

const users: readonly Limit[] = [
  ...[tiers.health, tiers.config, tiers.capabilities, tiers.workflows].map((tier) => inTier(tier, 5)),
  success('E18', 0.99, { minSamples: 'users' }),
];

const ofClients = { row: 'E18', minSamples: { share: 0.5, of: 'users' } } as const;

export const agentUsers: readonly Limit[] = [
  ...users.map((limit) => ({ ...limit, row: 'E18' })),
  {
    ...ofClients,
    // Of whatever it asked, hence within the widest tier.
    title: 'response time of the slowest client, median',
    metric: 'client_time',
    statistic: 'max',
    pass: { op: '<', value: tiers.workflows.targetMs },
    warn: { op: '<', value: tiers.workflows.acceptableMs },
  },
  {
    ...ofClients,
    title: 'success rate of the worst client',
    metric: 'client_ok',
    statistic: 'min',
    // At least one of two that it made: less is a client that is not served at all.
    pass: { op: '>=', value: 0.5 },
  },
];

/** What every level of the search for the breaking point must keep. */
export const kept = users;

export const agentBreakingPoint: readonly Limit[] = [
  {
    row: 'E17',
    title: 'largest load that held, in workers',
    metric: 'largest_load',
    statistic: 'value',
    // The document's peak load of a hundred must lie below the breaking point.
    pass: { op: '>=', value: { share: 0.5, of: 'users' } },
    minSamples: 1,
  },
];
