import { type GeneratorBounds, generatorDoubts } from '../gate/generator';
import { judge } from '../gate/judge';
import type { Need, ResolvedLimit } from '../gate/limit';
import { rateBelow } from '../gate/notes';
import { countOf, type Readings } from '../gate/reading';
import type { Invalidity } from '../gate/verdict';
import { decodePair } from '../isolation/leak-pair';
import { outcomeKinds, refusalStatuses } from '../metrics/outcomes';
import { breakingPointOf } from './breaking-point';
import { type BuildInfo, type IsolationFigures, type LoadFigures, type Result, schemaVersion } from './result';

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
  /** What speaks against the run apart from its figures. Default: nothing. */
  readonly invalidities?: readonly Invalidity[];
}

/** Judges a run and makes its record. */
export function makeResult(ended: EndedRun): Result {
  const { readings } = ended;
  const lag = readings.generator_lag;
  return {
    schemaVersion,
    scenario: ended.scenario,
    ...judge({ ...ended, invalidities: [...generatorDoubts(readings, ended.bounds), ...(ended.invalidities ?? [])] }),
    run: ended.run,
    startedAt: new Date(ended.endedAt.getTime() - ended.durationMs).toISOString(),
    durationMs: ended.durationMs,
    target: ended.target,
    proxy: null,
    k6Variables: null,
    given: ended.given,
    strict: ended.strict,
    load: ended.load,
    outcomes: counts(outcomeKinds, (kind) => countOf(readings, `outcomes{outcome:${kind}}`)),
    refusals: counts(refusalStatuses().map(String), (status) => countOf(readings, `ws_sessions{status:${status}}`)),
    failures: [],
    isolation: isolationFigures(readings),
    breakingPoint: breakingPointOf(readings),
    generator: {
      bounds: ended.bounds,
      // k6 fills a trend without samples with zeros where a threshold names it.
      lagP95Ms: lag?.count === 0 ? null : (lag?.['p(95)'] ?? null),
      droppedIterations: countOf(readings, 'dropped_iterations'),
      cpuSeconds: null,
      peakCpuShare: null,
      waitedShare: null,
      peakMemoryMB: null,
      stolenCpuShare: null,
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
  const chances = countOf(readings, 'second_channel_silent') > 0 ? 0 : countOf(readings, 'foreign_chances');
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
    foreignRateBelow: foreign === 0 && chances > 0 ? rateBelow(chances) : null,
    examples: [...pairs].map(decodePair),
  };
}

/** The counts that are not zero, by name. */
function counts<Name extends string>(
  names: readonly Name[],
  count: (name: Name) => number,
): Partial<Record<Name, number>> {
  const found: Partial<Record<Name, number>> = {};
  for (const name of names) {
    const number = count(name);
    if (number > 0) found[name] = number;
  }
  return found;
}
