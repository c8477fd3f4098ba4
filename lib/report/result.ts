import { type GeneratorBounds, generatorDoubts } from '../gate/generator';
import { judge } from '../gate/judge';
import type { Need, ResolvedLimit } from '../gate/limit';
import { rateBelow } from '../gate/notes';
import { countOf, type Readings } from '../gate/reading';
import type { Invalidity, JudgedLimit, Verdict } from '../gate/verdict';
import { decodePair, type LeakPair } from '../isolation/leak-pair';
import { type OutcomeKind, outcomeKinds } from '../websocket/outcome';
import { type BreakingPoint, breakingPointOf } from './breaking-point';

/** Raised when a reader of the old form would misread the new one. docs/results.md describes every field. */
export const schemaVersion = 1;

/** What the library and k6 were when the bundle was made. */
export interface BuildInfo {
  readonly loadmark: string;
  /** git commit, or `unknown` outside a checkout. */
  readonly commit: string;
}

/** The generator's own figures. Those that only a watcher outside k6 can take are null after a plain `k6 run`. */
export interface GeneratorFigures {
  readonly bounds: GeneratorBounds;
  /** p95 over the sockets of the longest wait of a message for its handler. */
  readonly lagP95Ms: number | null;
  readonly droppedIterations: number;
  readonly cpuSeconds: number | null;
  /** Largest share of the cores that k6 may use, over any second of the run; 1 is all of them. */
  readonly peakCpuShare: number | null;
  readonly peakMemoryMB: number | null;
}

/** The record of one run. */
export interface Result {
  readonly schemaVersion: typeof schemaVersion;
  readonly scenario: string;
  readonly verdict: Verdict;
  readonly limits: readonly JudgedLimit[];
  readonly invalidities: readonly Invalidity[];
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** TARGET_URL; a URL with a user, a query or a fragment is refused, so nothing secret can be in it. */
  readonly target: string;
  /** What limits may need and was given. */
  readonly given: readonly Need[];
  readonly strict: boolean;
  readonly load: LoadFigures;
  /** Sockets by how they settled. */
  readonly outcomes: Readonly<Partial<Record<OutcomeKind, number>>>;
  /** Refused handshakes by HTTP status. */
  readonly refusals: Readonly<Partial<Record<string, number>>>;
  readonly isolation: IsolationFigures | null;
  readonly breakingPoint: BreakingPoint | null;
  readonly generator: GeneratorFigures;
  /** Every metric of the run by k6's name. */
  readonly figures: Readings;
  readonly versions: BuildInfo & { readonly k6: string | null };
  readonly k6ExitCode: number | null;
  readonly machine: Machine | null;
}

export interface LoadFigures {
  readonly describe: string;
  readonly model: 'closed' | 'open';
  readonly users: number;
  readonly vus: number;
  readonly iterations: number;
  readonly messages: number;
}

export interface IsolationFigures {
  readonly checked: number;
  readonly foreign: number;
  readonly stale: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly late: number;
  readonly lost: number;
  /** Upper bound of the true rate of foreign markers at 95 % confidence, where none was seen: 3/n. */
  readonly foreignRateBelow: number | null;
  /** Up to three examples of who got whose marker. */
  readonly examples: readonly LeakPair[];
}

export interface Machine {
  readonly os: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMB: number;
}

/** What makeResult needs of a run that has ended. */
export interface EndedRun {
  readonly scenario: string;
  readonly limits: readonly ResolvedLimit[];
  readonly load: LoadFigures;
  readonly readings: Readings;
  readonly bounds: GeneratorBounds;
  /** What limits may need and was given. */
  readonly given: readonly Need[];
  readonly strict: boolean;
  readonly run: string;
  readonly endedAt: Date;
  readonly durationMs: number;
  readonly target: string;
  readonly build: BuildInfo;
}

/** HTTP statuses of a refused handshake that the report tells apart. */
export const refusalStatuses = [400, 401, 403, 404, 426, 429, 500, 502, 503, 504] as const;

/** Judges a run and makes its record. */
export function makeResult(ended: EndedRun): Result {
  const { readings } = ended;
  const lag = readings.generator_lag;
  return {
    schemaVersion,
    scenario: ended.scenario,
    ...judge({ ...ended, invalidities: generatorDoubts(readings, ended.bounds) }),
    run: ended.run,
    startedAt: new Date(ended.endedAt.getTime() - ended.durationMs).toISOString(),
    durationMs: ended.durationMs,
    target: ended.target,
    given: ended.given,
    strict: ended.strict,
    load: ended.load,
    outcomes: counts(outcomeKinds, (kind) => countOf(readings, `outcomes{outcome:${kind}}`)),
    refusals: counts(refusalStatuses.map(String), (status) => countOf(readings, `ws_sessions{status:${status}}`)),
    isolation: isolationFigures(readings),
    breakingPoint: breakingPointOf(readings),
    generator: {
      bounds: ended.bounds,
      // k6 fills a trend without samples with zeros where a threshold names it.
      lagP95Ms: lag?.count === 0 ? null : (lag?.['p(95)'] ?? null),
      droppedIterations: countOf(readings, 'dropped_iterations'),
      cpuSeconds: null,
      peakCpuShare: null,
      peakMemoryMB: null,
    },
    figures: readings,
    versions: { ...ended.build, k6: null },
    k6ExitCode: null,
    machine: null,
  };
}

/** Judges a result again, with what was found out about the run from outside. */
export function withFindings(result: Result, found: Partial<Result>, invalidities: readonly Invalidity[]): Result {
  const doubts = [...generatorDoubts(result.figures, result.generator.bounds), ...invalidities];
  const judgement = judge({ ...result, ...found, readings: result.figures, invalidities: doubts });
  return { ...result, ...found, ...judgement };
}

function isolationFigures(readings: Readings): IsolationFigures | null {
  const checked = countOf(readings, 'markers_checked');
  const foreign = countOf(readings, 'foreign_markers');
  const stale = countOf(readings, 'stale_markers');
  // Strays are noted at once, all others when their task ends: a run that was cut short may have strays only.
  if (checked + foreign + stale === 0) return null;
  const { min, max, value } = readings.leak_pairs ?? {};
  const pairs = new Set([min, max, value].filter((pair) => pair !== undefined));
  return {
    checked,
    foreign,
    stale,
    repeated: countOf(readings, 'repeated_markers'),
    reordered: countOf(readings, 'reordered_markers'),
    late: countOf(readings, 'late_markers'),
    lost: countOf(readings, 'lost_markers'),
    foreignRateBelow: foreign === 0 && checked > 0 ? rateBelow(checked) : null,
    examples: [...pairs].map(decodePair),
  };
}

/** The counts that are not zero, by name. */
function counts<Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Partial<Record<Name, number>> {
  const entries = names.map((name) => [name, count(name)] as const).filter(([, number]) => number > 0);
  return Object.fromEntries(entries) as Partial<Record<Name, number>>;
}
