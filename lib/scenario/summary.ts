import { withoutCredentials } from '../environment/credentials';
import { setting } from '../environment/env';
import type { TargetName } from '../environment/prerequisite';
import type { GeneratorBounds } from '../gate/generator';
import type { Need, ResolvedLimit } from '../gate/limit';
import { countOf, type Readings } from '../gate/reading';
import type { Invalidity } from '../gate/verdict';
import type { Load } from '../load/load';
import { toJson } from '../report/json';
import { toJunit } from '../report/junit';
import { makeResult } from '../report/make-result';
import { toMarkdown } from '../report/markdown';
import type { BuildInfo, Result } from '../report/result';
import { toText } from '../report/text';
import { figuresOf } from './facts';
import { describeChanges } from './given';

/** Put in by `loadmark build` and `loadmark run`; not there in a bundle that another tool makes. */
declare const __BUILD__: BuildInfo | undefined;

const unknownBuild: BuildInfo = { loadmark: 'unknown', commit: 'unknown' };

interface SummaryMetric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: unknown;
}

/** What k6 hands to handleSummary, as far as it is used here. */
export interface SummaryData {
  readonly metrics?: Readonly<Record<string, SummaryMetric>>;
  /** Absent where k6 does not make the summary. */
  readonly options?: unknown;
  readonly state?: { readonly testRunDurationMs: number; readonly isStdOutTTY: boolean };
}

/** What a scenario knows of itself at its end. */
export interface SummaryContext {
  readonly scenario: string;
  /** First part of every marker of the run. */
  readonly run: string;
  readonly limits: readonly ResolvedLimit[];
  readonly load: Load;
  /** The variables that name what is under test. */
  readonly targets: readonly TargetName[];
  readonly bounds: GeneratorBounds;
  readonly given: readonly Need[];
  readonly strict: boolean;
}

/**
 * k6's handleSummary: judges the run and gives the files to write. k6 only logs that it cannot write a file, and exits 0.
 * @param changes in what k6's options differ from the scenario's; is called where something does.
 */
export function summarize(
  data: SummaryData,
  context: SummaryContext,
  changes: () => readonly string[] = () => [],
): Record<string, string> {
  if (!data.metrics || !data.state)
    return {
      stdout:
        'loadmark cannot judge this run: k6 gave a summary of another form. Run k6 without --new-machine-readable-summary.\n',
    };
  const readings = toReadings(data.metrics);
  const result = makeResult({
    ...context,
    invalidities: optionDoubts(data, readings, changes),
    load: figuresOf(context.load),
    readings,
    endedAt: new Date(),
    durationMs: data.state.testRunDurationMs,
    target: shown(context.targets),
    build: typeof __BUILD__ === 'undefined' ? unknownBuild : __BUILD__,
  });
  return { stdout: toText(result, { colour: data.state.isStdOutTTY }), ...files(result) };
}

/** What was under test, without user and password. */
const shown = (targets: readonly TargetName[]): string =>
  targets.flatMap((name) => withoutCredentials(setting(name) ?? '') || []).join(' and ');

/** What speaks against a run whose options are not the scenario's. */
function optionDoubts({ metrics = {}, options }: SummaryData, readings: Readings, changes: () => readonly string[]) {
  const doubts: Invalidity[] = [];
  if (countOf(readings, 'options_changed') > 0) doubts.push({ cause: 'options', message: describeChanges(changes()) });
  const isUnjudged = options !== undefined && Object.values(metrics).every(({ thresholds }) => !thresholds);
  if (isUnjudged)
    doubts.push({
      cause: 'options',
      message:
        'k6 ran with --no-thresholds: its exit code is 0 whatever the verdict. Run it without, or with `loadmark run`.',
    });
  return doubts;
}

function files(result: Result): Record<string, string> {
  // k6 makes no folder and exits with 0 without the files, so the default is the one folder that is always there.
  const folder = setting('RESULTS_DIR') ?? '.';
  return {
    [`${folder}/result.json`]: toJson(result),
    [`${folder}/summary.md`]: toMarkdown(result),
    [`${folder}/junit.xml`]: toJunit(result),
  };
}

/** Counts by status or close code: most never occur. */
const ofManyParts = [
  'after_failed',
  'before_failed',
  'publications_refused',
  'requests_failed',
  'streams_refused',
  'target_closes',
  'ws_sessions',
];

/**
 * In the order of their names, so that two results can be compared: k6 gives them in a random one. Without the hundred statuses of a
 * refused handshake that did not occur.
 */
function toReadings(metrics: NonNullable<SummaryData['metrics']>): Readings {
  const readings: Record<string, Readings[string]> = {};
  for (const name of Object.keys(metrics).sort()) {
    const metric = metrics[name];
    // A hundred statuses that never came say nothing.
    const isIdle = metric?.values.count === 0 && ofManyParts.some((parted) => name.startsWith(`${parted}{`));
    if (metric && !isIdle) readings[name] = metric.values;
  }
  return readings;
}
