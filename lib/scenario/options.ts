import type { Options } from 'k6/options';
import { setting } from '../environment/env';
import { clockThresholds } from '../gate/clock';
import { generatorThresholds } from '../gate/generator';
import { missingNeed, type Need, type ResolvedLimit, type Statistic } from '../gate/limit';
import { mergeThresholds, tellingAll, toThresholds } from '../gate/threshold';
import type { Load } from '../load/load';
import { isRecorded } from '../metrics/recorders';
import { observerExecutor } from '../observe/observer';
import { isObserved } from '../observe/scrape';
import { breakdowns } from './breakdown';
import { contextOf } from './context';
import { needsOf, type ScenarioDefinition } from './definition';
import type { MeantOptions } from './given';
import { cleaningUpMs, preparingMs, usualSetupMs } from './hooks';

/** Statistics of every trend that k6 hands to the summary: limits may ask for them, or a report shows them. */
const trendStatistics = ['avg', 'min', 'med', 'max', 'p(50)', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)', 'count'];

/**
 * k6's own, without `url`: a token may be in a query, and `k6/ws` knows nothing better than the whole URL. `name` tells requests apart.
 */
const systemTags = [
  ...[
    'proto',
    'subproto',
    'status',
    'method',
    'name',
    'group',
    'check',
    'error',
    'error_code',
    'tls_version',
    'scenario',
  ],
  ...['service', 'expected_response'],
];

const ofRequests = {
  discardResponseBodies: true,
  // An answer that points elsewhere is no success, and must not take the load to a host that nobody named.
  maxRedirects: 0,
} as const;

/** What k6's options must still be when the load begins. Cheap: a VU asks for it. */
export const meantOptions = <L extends Load>(definition: ScenarioDefinition<L>): MeantOptions => ({
  ...ofRequests,
  noSetup: hasNothingToSetUp(definition),
  tearsDown: definition.run.cleanUp !== undefined,
  connections: definition.load.connections,
  trendStatistics,
  runners: setting('PARALLELISM') ?? 1,
});

/** k6's options of a scenario. @returns also `noSetup`, which @types/k6 does not know. */
export function optionsOf<L extends Load>(definition: ScenarioDefinition<L>): Options & { noSetup: boolean } {
  const { load } = definition;
  const { limits, bounds, given, strict } = contextOf(definition);
  rejectUnrecorded(limits);
  const observing = isObserved() && definition.observe !== false;
  const executors = Object.entries(load.executors).map(([key, executor]) => [key, { ...executor, exec: 'run' }]);
  return {
    scenarios: { ...Object.fromEntries(executors), ...(observing && { observe: observerExecutor(load) }) },
    thresholds: mergeThresholds(
      generatorThresholds(bounds),
      breakdowns(),
      load.keeps?.() ?? {},
      clockThresholds(limits, isRecorded),
      toThresholds(enforced(limits, given, strict)),
      strict ? tellingAll(limits) : {},
    ),
    summaryTrendStats: [
      ...new Set([...trendStatistics, ...limits.map(({ statistic }) => statistic).filter(isOfTrend)]),
    ],
    systemTags,
    setupTimeout: `${definition.run.prepare ? preparingMs : usualSetupMs}ms`,
    ...(definition.run.cleanUp && { teardownTimeout: `${cleaningUpMs}ms` }),
    noSetup: hasNothingToSetUp(definition),
    ...ofRequests,
    // The sizes of each VU's pool of idle connections: k6 has no other option for them.
    ...(load.connections !== undefined && { batch: load.connections, batchPerHost: load.connections }),
  };
}

/** The documents' limits are on what their scenarios record; a user's own may not be. */
function rejectUnrecorded(limits: readonly ResolvedLimit[]): void {
  const unrecorded = limits.filter(({ metric }) => !isRecorded(metric)).map(({ metric }) => metric);
  if (unrecorded.length > 0)
    throw new Error(
      `LIMITS: this scenario does not record ${unrecorded.join(', ')}. Bound what it does record; docs/metrics.md says what each metric is.`,
    );
}

/**
 * The limits that k6 itself enforces: every limit that can be judged. Where that leaves nothing, or --strict wants every one, the others stay in
 * and fail for want of samples, because a plain `k6 run` must not be green on a run that is INVALID.
 */
function enforced(limits: readonly ResolvedLimit[], given: readonly Need[], strict: boolean): readonly ResolvedLimit[] {
  const judged = limits.filter((limit) => !missingNeed(limit, given));
  return judged.length === 0 || strict ? limits : judged;
}

/** A percentile of the user's own has to be asked for, or the summary does not have it. */
const isOfTrend = (statistic: Statistic): boolean => statistic.startsWith('p(');

/** Whether setup() has nothing to look for: k6 makes a VU for it alone, which takes 8 ms of CPU time. */
const hasNothingToSetUp = (definition: Parameters<typeof needsOf>[0]): boolean =>
  setting('TARGET_URL') !== undefined && !definition.run.prepare && needsOf(definition).length === 0 && !isObserved();
