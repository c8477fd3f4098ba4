import type { Options } from 'k6/options';
import { breakdowns } from './breakdown';
import { checkSettings, required, setting } from './env';
import { defaultBounds, generatorThresholds } from './gate/generator';
import { type Limit, type Need, needs, type ResolvedLimit, resolveLimits, type Statistic } from './gate/limit';
import { overrideLimits } from './gate/override';
import { mergeThresholds, toThresholds } from './gate/threshold';
import type { Load } from './load/load';
import type { VuFunction } from './load/users';
import { isRecorded } from './metrics';
import { observerExecutor, observeTarget } from './observe/observer';
import { isObserved, scrape } from './observe/scrape';
import type { TargetFigures } from './observe/target-figures';
import { isFirstEvaluation, runId } from './run';
import { recordScriptError } from './script-error';
import { type SummaryContext, type SummaryData, summarize } from './summary';

/** One question to a system under load. */
export interface ScenarioDefinition {
  /** Name of the file and of the bundle. */
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: Load;
  /** What no user can begin without, beside the target. */
  readonly needs?: Prerequisite;
  /** What one VU does. */
  readonly run: VuFunction;
  /** Parts of counters, in k6's spelling, that the report tells apart: k6 keeps those only that a threshold names. */
  readonly breakdowns?: readonly string[];
  /** The target is watched once a second during the run; false for a run that takes the target's figures itself. Default true. */
  readonly observe?: boolean;
}

/** Something of the environment that a scenario cannot do without. */
export interface Prerequisite {
  /** For documents and lists: "a token". */
  readonly what: string;
  /** Called in setup(). @throws Error that says how to provide it. */
  check(): void;
}

/** What k6 expects a script to export, plus `about` for `loadmark list`. */
export interface Scenario {
  readonly about: About;
  readonly options: Options;
  setup(): SetupData;
  run(): Promise<void>;
  observe(data: SetupData): Promise<void>;
  handleSummary(data: SummaryData): Record<string, string>;
}

/** A scenario as data. */
export interface About {
  readonly name: string;
  readonly limits: readonly Limit[];
  readonly load: Load;
  /** Whether stock k6 is not enough. */
  readonly needsExtension: boolean;
  readonly prerequisite: string | null;
}

interface SetupData {
  /** The target before the load; null where nobody observes it. */
  readonly baseline: TargetFigures | null;
}

// Before a scenario's file computes its load, so that everything that is wrong is said at once.
if (isFirstEvaluation) checkSettings();

/** Statistics of every trend that k6 hands to the summary: those that limits may ask for, and those that a report shows. */
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

/**
 * Makes the exports of a k6 script from a scenario.
 * @throws Error, before any load, for a setting that is wrong; what is missing is found in setup(), because archives are made without an environment.
 */
export function scenario(definition: ScenarioDefinition): Scenario {
  const { name, limits, load } = definition;
  return {
    about: { name, limits, load, needsExtension: false, prerequisite: definition.needs?.what ?? null },
    // Milliseconds of CPU time.
    options: isFirstEvaluation ? optionsOf(definition) : {},
    setup() {
      required('TARGET_URL');
      definition.needs?.check();
      return { baseline: isObserved() ? scrape() : null };
    },
    // k6 logs an exception and exits 0.
    run: async () => {
      try {
        await definition.run(load, { run: runId() });
      } catch (error) {
        recordScriptError('the load', error);
      }
    },
    observe: (data) => (data.baseline ? observeTarget(load, data.baseline) : Promise.resolve()),
    handleSummary: (data) => summarize(data, contextOf(definition)),
  };
}

/** What a run is judged by, after the environment has had its say. */
function contextOf({ name, limits, load }: ScenarioDefinition): SummaryContext {
  const overrides = setting('LIMITS');
  const documented = overrides === undefined ? limits : overrideLimits(limits, overrides);
  return {
    scenario: name,
    run: runId(),
    limits: resolveLimits(documented, load.sizes, load.offer),
    load,
    bounds: { lagMs: setting('GENERATOR_LAG') ?? defaultBounds.lagMs },
    given: (Object.keys(needs) as Need[]).filter((need) => setting(need) !== undefined),
    strict: setting('STRICT') === 'true',
  };
}

/** @returns also `noSetup`, which @types/k6 does not know. */
function optionsOf(definition: ScenarioDefinition): Options & { noSetup: boolean } {
  const { load } = definition;
  const { limits, bounds, given, strict } = contextOf(definition);
  rejectUnrecorded(limits);
  const observing = isObserved() && definition.observe !== false;
  const executors = Object.entries(load.executors).map(([key, executor]) => [key, { ...executor, exec: 'run' }]);
  return {
    scenarios: { ...Object.fromEntries(executors), ...(observing && { observe: observerExecutor(load) }) },
    thresholds: mergeThresholds(
      generatorThresholds(bounds),
      breakdowns(definition.breakdowns),
      load.keeps ?? {},
      toThresholds(enforced(limits, given, strict)),
    ),
    summaryTrendStats: [
      ...new Set([...trendStatistics, ...limits.map(({ statistic }) => statistic).filter(isOfTrend)]),
    ],
    systemTags,
    setupTimeout: '30s',
    noSetup: hasNothingToSetUp(definition),
    discardResponseBodies: true,
    // An answer that points elsewhere is no success, and must not take the load to a host that nobody named.
    maxRedirects: 0,
    // The sizes of each VU's pool of idle connections: k6 has no other option for them.
    batch: load.connections,
    batchPerHost: load.connections,
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
 * The limits that k6 itself enforces: those that can be judged. Where that leaves nothing, or --strict wants every one, the others stay in
 * and fail for want of samples, because a plain `k6 run` must not be green on a run that is INVALID.
 */
function enforced(limits: readonly ResolvedLimit[], given: readonly Need[], strict: boolean): readonly ResolvedLimit[] {
  const judged = limits.filter((limit) => !limit.needs || given.includes(limit.needs));
  return judged.length === 0 || strict ? limits : judged;
}

/** A percentile of the user's own has to be asked for, or the summary does not have it. */
const isOfTrend = (statistic: Statistic): boolean => statistic.startsWith('p(');

/** Whether setup() has nothing to look for: k6 makes a VU for it alone, which takes 8 ms of CPU time. */
const hasNothingToSetUp = ({ needs }: ScenarioDefinition): boolean =>
  setting('TARGET_URL') !== undefined && !needs && !isObserved();
