import { setting } from '../environment/env';
import type { GeneratorBounds } from '../gate/generator';
import type { Need, ResolvedLimit } from '../gate/limit';
import type { Readings } from '../gate/reading';
import type { Load } from '../load/load';
import { toJson } from '../report/json';
import { toJunit } from '../report/junit';
import { makeResult } from '../report/make-result';
import { toMarkdown } from '../report/markdown';
import type { BuildInfo, Result } from '../report/result';
import { toText } from '../report/text';
import { figuresOf } from './facts';

/** Put in by build.mjs. */
declare const __BUILD__: BuildInfo;

/** What k6 hands to handleSummary, as far as it is used here. */
export interface SummaryData {
  readonly metrics?: Readonly<Record<string, { readonly values: Readonly<Record<string, number>> }>>;
  readonly state?: { readonly testRunDurationMs: number; readonly isStdOutTTY: boolean };
}

/** What a scenario knows of itself at its end. */
export interface SummaryContext {
  readonly scenario: string;
  /** First part of every marker of the run. */
  readonly run: string;
  readonly limits: readonly ResolvedLimit[];
  readonly load: Load;
  readonly bounds: GeneratorBounds;
  readonly given: readonly Need[];
  readonly strict: boolean;
}

/** k6's handleSummary: judges the run and gives the files to write. k6 only logs that it cannot write a file, and exits 0. */
export function summarize(data: SummaryData, context: SummaryContext): Record<string, string> {
  if (!data.metrics || !data.state)
    return {
      stdout:
        'loadmark cannot judge this run: k6 gave a summary of another form. Run k6 without --new-machine-readable-summary.\n',
    };
  const result = makeResult({
    ...context,
    load: figuresOf(context.load),
    readings: toReadings(data.metrics),
    endedAt: new Date(),
    durationMs: data.state.testRunDurationMs,
    target: setting('TARGET_URL') ?? '',
    build: __BUILD__,
  });
  return { stdout: toText(result, { colour: data.state.isStdOutTTY }), ...files(result) };
}

function files(result: Result): Record<string, string> {
  const folder = setting('RESULTS_DIR') ?? 'results';
  return {
    [`${folder}/result.json`]: toJson(result),
    [`${folder}/summary.md`]: toMarkdown(result),
    [`${folder}/junit.xml`]: toJunit(result),
  };
}

/**
 * In the order of their names, so that two results can be compared: k6 gives them in a random one. Without the hundred statuses of a
 * refused handshake that did not occur.
 */
function toReadings(metrics: NonNullable<SummaryData['metrics']>): Readings {
  const readings: Record<string, Readings[string]> = {};
  for (const name of Object.keys(metrics).sort()) {
    const metric = metrics[name];
    if (metric && !(name.startsWith('ws_sessions{status:') && metric.values.count === 0))
      readings[name] = metric.values;
  }
  return readings;
}
