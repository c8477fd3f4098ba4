import type { Options } from 'k6/options';

/** k6's options as a run has them in the end, which are not only the script's: null for what nobody gave. */
export type GivenOptions = { readonly [Name in keyof Options]: Options[Name] | null } & {
  readonly noSetup?: boolean | null;
  readonly noTeardown?: boolean | null;
  readonly httpDebug?: string | null;
  /** For example `0:1/2`. */
  readonly executionSegment?: string | null;
};

/** What a scenario counts on. */
export interface MeantOptions {
  readonly noSetup: boolean;
  /** Whether teardown() removes what the run has made. */
  readonly tearsDown: boolean;
  readonly maxRedirects: number;
  readonly discardResponseBodies: boolean;
  /** HTTP connections of a VU; undefined: k6's own number. */
  readonly connections: number | undefined;
  readonly trendStatistics: readonly string[];
  /** Runners that share the run. */
  readonly runners: number;
}

/** What no scenario has: it would change the load, or what of it reaches the target. */
const notOurs = [
  'rps',
  'minIterationDuration',
  'throw',
  'httpDebug',
  'blacklistIPs',
  'blockHostnames',
  'hosts',
  'noConnectionReuse',
  'noVUConnectionReuse',
  'noCookiesReset',
] as const;

/** System tags that limits and reports ask for. */
const neededTags = ['name', 'status', 'scenario'];

/** In what k6's options differ from those of the scenario, where that changes the load or its judgement; each for a message. */
export function differences(given: GivenOptions, meant: MeantOptions): string[] {
  const { noSetup, tearsDown, maxRedirects, discardResponseBodies, connections, trendStatistics, runners } = meant;
  const found: string[] = notOurs.filter((name) => given[name]).map((name) => `${name} is ${show(given[name])}`);
  const expect = (name: 'maxRedirects' | 'discardResponseBodies' | 'batch' | 'batchPerHost', value: unknown) => {
    if ((given[name] ?? undefined) !== value) found.push(`${name} is ${show(given[name])} instead of ${show(value)}`);
  };
  expect('maxRedirects', maxRedirects);
  expect('discardResponseBodies', discardResponseBodies);
  expect('batch', connections);
  expect('batchPerHost', connections);
  if (given.noSetup && !noSetup) found.push('noSetup is true');
  if (given.noTeardown && tearsDown) found.push('noTeardown is true');
  found.push(...lacking('summaryTrendStats', given.summaryTrendStats, [...trendStatistics, ...percentilesOf(given)]));
  found.push(...lacking('systemTags', given.systemTags, neededTags));
  // A token may be in it.
  if (given.systemTags?.includes('url')) found.push('systemTags has url');
  // K6_THRESHOLDS, in whatever form, leaves none that could be crossed.
  if (given.thresholds && !given.thresholds.script_errors) found.push("thresholds are not the scenario's own");
  return [...found, ...shareOf(given.executionSegment, runners)];
}

/** For the log and the record. */
export const describeChanges = (changes: readonly string[]): string =>
  `k6 was given other options than the scenario has: ${changes.join('; ')}. A run with them judges nothing: remove them from the command line, the environment (K6_*) and k6's config file.`;

const show = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value));

function lacking(name: string, list: readonly string[] | null | undefined, needed: readonly string[]): string[] {
  const missing = [...new Set(needed)].filter((item) => !list?.includes(item));
  return missing.length > 0 ? [`${name} lacks ${missing.join(', ')}`] : [];
}

/** The user's own limits may ask for others than the scenario's. */
const percentilesOf = ({ thresholds }: GivenOptions): string[] => {
  const expressions = Object.values(thresholds ?? {})
    .flat()
    .map(String);
  return expressions.flatMap((expression) => /^p\([\d.]+\)/.exec(expression)?.[0] ?? []);
};

/** Sample counts and bounds are divided by the number of runners, so each must run that share of the users. */
function shareOf(segment: string | null | undefined, runners: number): string[] {
  if (runners === 1) return [];
  if (!segment) return [`PARALLELISM is ${runners}, but this k6 has no execution segment and runs all users`];
  const [from = 0, to = 0] = segment.split(':').map(toNumber);
  if (Math.abs((to - from) * runners - 1) < 0.001) return [];
  return [`PARALLELISM is ${runners}, but the execution segment ${segment} is not one part of ${runners}`];
}

/** Of a fraction such as `1/2`. */
function toNumber(text: string): number {
  const [above = 0, below = 1] = text.split('/').map(Number);
  return above / below;
}
