import { type MetricName, type MetricSpec, metrics, samplesOf } from '../metrics/catalogue';

/** A statistic of a metric, in k6's own spelling. */
export type Statistic = 'rate' | 'count' | 'value' | 'min' | 'max' | 'avg' | 'med' | `p(${number})`;

/** A size of the load that a limit refers to, so that it grows with the load; see `Sizes`. */
export type SizeName =
  | 'users'
  | 'connects'
  | 'returns'
  | 'tasks'
  | 'markers'
  | 'batches'
  | 'requests'
  | 'seconds'
  | 'perSecond';

/** How large the load of one run is, after the environment has had its say. */
export type Sizes = Readonly<Partial<Record<SizeName, number>>>;

/** Requests per second of each endpoint by its name, where they arrive by a schedule. */
export type Offer = Readonly<Record<string, number>>;

/**
 * What a limit may need of the environment apart from the target, by the name of the variable: the target's own figures, or the secret from
 * which every kind of token can be made.
 */
export type Need = keyof typeof needs;

/** What to set the variable of a need to. */
export const needs = {
  METRICS_URL: 'the Prometheus endpoint of the target',
  JWT_SECRET: 'the secret that the server checks tokens with',
} as const;

/**
 * What a target need not say of itself, by the counter that a scenario adds to where its endpoint is there and does not say it, and the name
 * that exporters have for it.
 */
export const untold = {
  target_cpu_untold: 'process_cpu_seconds_total',
  target_cores_untold: 'process_cpu_seconds_total and machine_cpu_cores',
  target_memory_limit_untold: 'machine_memory_bytes',
  target_database_untold: 'database_connections',
} as const satisfies Partial<Record<MetricName, string>>;

/** A fixed number in the metric's unit, a size of the load, or a share of one. */
export type Quantity = number | SizeName | { readonly share: number; readonly of: SizeName };

/** A quantity in words: `50`, `users`, `50 % of tasks`. */
export const describeQuantity = (value: Quantity): string =>
  typeof value === 'object' ? `${value.share * 100} % of ${value.of}` : String(value);

/** A counter, or the part of it that has one tag, in k6's spelling. */
export type Evidence = MetricName | `${MetricName}_samples` | `${MetricName}{${string}}`;

export type Operator = '<' | '<=' | '>' | '>=' | '==';

export interface Bound {
  readonly op: Operator;
  readonly value: Quantity;
}

/**
 * One row of a document as data. From it come the k6 threshold, its companion sample count, the verdict line, the report row and the
 * documentation table.
 */
export interface Limit {
  /** Row id in the documents' table of targets, for example `A02`. */
  readonly row: string;
  /** What is limited, in the document's words. */
  readonly title: string;
  readonly metric: MetricName;
  /** The part of the metric that has these tags; absent: all of it. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /**
   * For the count of a counter: over this many seconds, so that the limit is a rate over its own part of the run. k6's `rate` divides by the
   * length of the whole run.
   */
  readonly overSeconds?: Quantity;
  /**
   * For a rate over time: the share of the bound that the worst second must have as well, because a rate that holds on average may hide a
   * target that hangs. Becomes a limit of its own on `worst_second`, so that a bound of the user's own holds there too.
   */
  readonly inEverySecond?: number;
  /** Absent: the document asks for the figure without a bound; it must still have been measured. */
  readonly pass?: Bound;
  /** A value that misses `pass` and meets this one is a WARNING instead of a FAIL. */
  readonly warn?: Bound;
  /** The least number of samples that may judge this limit; fewer make it NO DATA. */
  readonly minSamples: Quantity;
  /** The counter that counts the samples, where it is not the metric's own. */
  readonly evidence?: Evidence;
  /**
   * `certain`: a breach is a fact about the target even when the generator was the bottleneck (a foreign marker stays foreign),
   * so it fails a run that would otherwise be INVALID.
   */
  readonly certain?: true;
  /** SKIPPED where this was not given. */
  readonly needs?: Need;
  /** SKIPPED where this counter counted: the target does not say the figure that the limit is about. */
  readonly skippedBy?: keyof typeof untold;
  /** NO DATA where this counter counted: what the limit looks for could not happen. */
  readonly unprovenBy?: 'second_channel_silent';
  /** Left out where the load has none of these: no limit passes on what cannot happen. */
  readonly where?: SizeName;
  /**
   * Left out where the run has no sample of it, or where another counter counted nothing either that says that samples were to come: for what a
   * journey may do or not, such as writing markers.
   */
  readonly ifAny?: true | MetricName;
}

/** What a limit cannot be judged without and was not given. */
export const missingNeed = ({ needs: need }: Pick<Limit, 'needs'>, given: readonly Need[]): Need | undefined =>
  need === undefined || given.includes(need) ? undefined : need;

/** A limit whose sizes have become numbers. */
export interface ResolvedLimit extends Omit<Limit, 'where' | 'inEverySecond'> {
  readonly overSeconds?: number;
  readonly pass?: Bound & { readonly value: number };
  readonly warn?: Bound & { readonly value: number };
  readonly minSamples: number;
  /** Of answers per second: how many a schedule asks for, hence the most that any target can give. */
  readonly offered?: number;
}

/** k6's name for what a limit is judged by: the metric, or the part of it that has tags. */
export const keyOf = (limit: Limit): string => tagged(limit.metric, limit.tags);

/** k6's name for the counter of a limit's samples. */
export function evidenceOf(limit: Limit): string {
  if (limit.evidence !== undefined) return limit.evidence;
  const { kind, countedBy }: MetricSpec = metrics[limit.metric];
  return tagged(countedBy ?? (kind === 'counter' ? limit.metric : samplesOf(limit.metric)), limit.tags);
}

function tagged(metric: string, tags: Limit['tags']): string {
  const parts = Object.entries(tags ?? {}).map(([name, value]) => `${name}:${value}`);
  return parts.length > 0 ? `${metric}{${parts.join(',')}}` : metric;
}

/** A rate that must hold in every second is two limits. */
export function withWorstSecond({ inEverySecond, ...limit }: Limit): Omit<Limit, 'inEverySecond'>[] {
  const { pass, evidence: _, overSeconds: __, warn: ___, ...of } = limit;
  if (inEverySecond === undefined || typeof pass?.value !== 'number') return [limit];
  const worst = {
    ...of,
    title: `${limit.title}, in the worst second`,
    metric: 'worst_second',
    statistic: 'min',
    pass: { op: '>=', value: pass.value * inEverySecond },
    minSamples: 1,
  } as const;
  return [limit, worst];
}

/**
 * Puts the load's sizes into limits, and what its schedule offers.
 * @throws Error when a limit refers to a size that the load does not have.
 */
export function resolveLimits(limits: readonly Limit[], sizes: Sizes, offer: Offer = {}): ResolvedLimit[] {
  return limits.flatMap(withWorstSecond).flatMap((limit) => {
    const size = (name: SizeName): number => {
      const number = sizes[name];
      if (number === undefined)
        throw new Error(
          `Limit ${limit.row} (${limit.metric}) refers to the size "${name}", but the load has only: ${Object.keys(sizes).join(', ')}.`,
        );
      return number;
    };
    const quantity = (value: Quantity): number => {
      if (typeof value === 'number') return value;
      return typeof value === 'string' ? size(value) : Math.max(1, Math.floor(size(value.of) * value.share));
    };
    const bound = ({ op, value }: Bound) => ({ op, value: quantity(value) });
    const { pass, warn, overSeconds, where, ...rest } = limit;
    if (where && size(where) === 0) return [];
    const offered =
      limit.metric === 'served' || limit.metric === 'worst_second' ? offer[limit.tags?.name ?? ''] : undefined;
    return {
      ...rest,
      minSamples: quantity(limit.minSamples),
      ...(offered !== undefined && { offered }),
      ...(overSeconds !== undefined && { overSeconds: quantity(overSeconds) }),
      ...(pass && { pass: bound(pass) }),
      ...(warn && { warn: bound(warn) }),
    };
  });
}
