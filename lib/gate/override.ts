import { type MetricName, metrics } from '../metrics/catalogue';
import { type Bound, keyOf, type Limit, type Operator, type Statistic } from './limit';

/** A bound that the user gave in LIMITS. */
interface Override {
  /** A row id or the name of a metric, with its tags where it has any: `served{name:health}`. */
  readonly key: string;
  readonly statistic: Statistic | undefined;
  readonly pass: Bound & { readonly value: number };
}

const formOf = (text: string) =>
  /^([A-Za-z]\w*(?:\{[^{}]*\})?)(?::([a-z]+(?:\(\d+(?:\.\d+)?\))?))?\s*(<=|>=|==|<|>)\s*(\d+(?:\.\d+)?)$/.exec(text);
const example = 'A02>0.95; task_time:p(95)<2000';

/**
 * Puts the user's bounds in place of the documents', or adds them.
 * @param text for example `A02>0.95; task_time:p(95)<2000`: a row or a metric, for a metric that has no limit yet its statistic, and a bound.
 * @throws Error that quotes what is wrong.
 */
export function overrideLimits(limits: readonly Limit[], text: string): Limit[] {
  let result = [...limits];
  for (const entry of text.split(';').map((part) => part.trim())) {
    if (entry === '') continue;
    const next = applied(result, parsed(entry), entry);
    // A range would lose its other end, and be judged by half.
    const again = result.find((limit) => !limits.includes(limit) && !next.includes(limit));
    if (again)
      throw new Error(
        `LIMITS: ${JSON.stringify(entry)} bounds what an entry before it bounds: ${again.row} ${again.metric}.`,
      );
    result = next;
  }
  return result;
}

function parsed(entry: string): Override {
  const [, key, statistic, op, value] = formOf(entry) ?? [];
  if (key === undefined)
    throw new Error(
      `LIMITS: expected a row or metric, a comparison and a number, as in "${example}", but came ${JSON.stringify(entry)}.`,
    );
  return { key, statistic: statistic as Statistic | undefined, pass: { op: op as Operator, value: Number(value) } };
}

function applied(limits: readonly Limit[], { key, statistic, pass }: Override, entry: string): Limit[] {
  const isMeant = (limit: Limit) =>
    (limit.row === key || limit.metric === key || keyOf(limit) === key) &&
    (statistic === undefined || limit.statistic === statistic);
  const meant = limits.filter(isMeant);
  if (meant.length > 0 && meant.every((limit) => areAlike(limit, meant[0]))) {
    for (const { metric } of meant) rejectPercent(metric, pass.value, entry);
    // The document's WARNING tier belongs to the document's bound.
    return limits.map((limit) => {
      const { warn: _, ...rest } = limit;
      return isMeant(limit) ? { ...rest, pass } : limit;
    });
  }
  if (meant.length > 1)
    throw new Error(
      `LIMITS: ${JSON.stringify(entry)} means ${meant.length} limits (${meant.map(keyOf).join(', ')}). Name one of these metrics instead.`,
    );
  if (!isMetric(key) || statistic === undefined)
    throw new Error(
      `LIMITS: ${JSON.stringify(entry)} names no limit of this scenario (${known(limits)}). A limit of your own needs a metric and a statistic, as in "${example}".`,
    );
  rejectPercent(key, pass.value, entry);
  // What counts the samples of a metric counts them for each of its statistics, and what is not told is told for none.
  const { evidence, skippedBy } = limits.find(({ metric }) => metric === key) ?? {};
  const own = { row: 'own', title: `${key} ${statistic}`, metric: key, statistic, pass, minSamples: 1 };
  return [...limits, { ...own, ...(evidence && { evidence }), ...(skippedBy && { skippedBy }) }];
}

function rejectPercent(metric: MetricName, value: number, entry: string): void {
  if (metrics[metric].kind === 'rate' && value > 1)
    throw new Error(`LIMITS: ${JSON.stringify(entry)} bounds a share, which is at most 1: write 95 % as 0.95.`);
}

/** One bound can stand for both: row A02 limits the connections and the tasks that succeed. Not for parts of one metric, such as endpoints. */
const areAlike = (one: Limit, other: Limit | undefined): boolean =>
  one === other ||
  (one.statistic === other?.statistic &&
    metrics[one.metric].unit === metrics[other.metric].unit &&
    !(one.tags && one.metric === other.metric));

const isMetric = (name: string): name is MetricName => Object.hasOwn(metrics, name);
const known = (limits: readonly Limit[]): string => limits.map((limit) => `${limit.row} ${keyOf(limit)}`).join(', ');
