import type { Limit } from '../gate/limit';
import type { Afterwards } from './afterwards';
import type { GroupOf } from './group';
import type { OwnMetrics } from './journey-user';

/** What a journey declares before any load. */
export interface Declared<Check extends string, Metrics extends OwnMetrics> {
  /** Names of its checks. Each is a row of its own: it must always hold, unless a limit on `check_ok{check:NAME}` says otherwise. */
  readonly checks?: readonly Check[];
  /** Names of requests that the report tells apart: each has a row for its response time and one for its expected answers. */
  readonly steps?: readonly string[];
  /** Its own metrics. Each is a figure of the report; a limit on `own_time{own:NAME}`, `own_amount` or `own_count` bounds it. */
  readonly metrics?: Metrics;
  /** Which users may see each other's markers, as those of one tenant may. Default: each sees its own only. */
  readonly group?: GroupOf;
  /** Removes what the users made, when all of them have left. The scenario's file exports `teardown` then. */
  readonly cleanUp?: (target: Afterwards) => void | Promise<void>;
  /** A path that answers a GET without a token, for the look at the target before the load. Default: only whether something listens. */
  readonly knock?: string;
}

const always = { op: '>=', value: 1 } as const;
const none = { row: 'default', statistic: 'count', pass: { op: '==', value: 0 }, minSamples: 1 } as const;
/** There only where a request says what it `shows`: of the others nobody knows. */
const ofShown = { ...none, evidence: 'markers_compared', ifAny: true } as const;

/** What every journey is judged by where its scenario says nothing of it. */
const usual: readonly Limit[] = [
  {
    row: 'default',
    title: 'answered as expected',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 1,
  },
  // A journey that writes markers claims that it looks at isolation.
  {
    title: "markers of other users' seen",
    metric: 'foreign_markers',
    certain: true,
    ...none,
    ifAny: 'markers_written',
  },
  { title: 'stale markers seen', metric: 'stale_markers', ...ofShown },
  { title: 'lost markers', metric: 'lost_markers', ...ofShown },
];

/** The limits of a journey. @throws Error for a name that k6 could not look for. */
export function limitsOfJourney({
  checks = [],
  steps = [],
  metrics = {},
}: Pick<Declared<string, OwnMetrics>, 'checks' | 'steps' | 'metrics'>): readonly Limit[] {
  for (const name of [...checks, ...steps, ...Object.keys(metrics)])
    if (!/^[^,{}"]+$/.test(name))
      throw new Error(
        `The name of a check, a step or a metric has no comma, brace or quote in it, but came ${JSON.stringify(name)}.`,
      );
  return [...usual, ...steps.flatMap(ofStep), ...checks.map(ofCheck), ...Object.entries(metrics).map(ofMetric)];
}

const ofStep = (name: string): readonly Limit[] => [
  {
    row: 'default',
    title: `${name}: answered as expected`,
    metric: 'answer_ok',
    tags: { name },
    statistic: 'rate',
    minSamples: 1,
  },
  {
    row: 'default',
    title: `${name}: response time p95`,
    metric: 'response_time',
    tags: { name },
    statistic: 'p(95)',
    minSamples: 1,
  },
];

const ofCheck = (check: string): Limit => ({
  row: 'own',
  title: check,
  metric: 'check_ok',
  tags: { check },
  statistic: 'rate',
  pass: always,
  minSamples: 1,
});

const ofMetric = ([name, kind]: readonly [string, OwnMetrics[string]]): Limit => ({
  row: 'own',
  title: name,
  metric: `own_${kind}`,
  tags: { own: name },
  statistic: kind === 'count' ? 'count' : 'p(95)',
  minSamples: 1,
  ifAny: true,
});
