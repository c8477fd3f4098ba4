import { buildInfo } from '../../build.mjs';
import { defaultBounds } from '../../lib/gate/generator';
import type { Readings } from '../../lib/gate/reading';
import { makeResult } from '../../lib/report/make-result';
import type { Result } from '../../lib/report/result';
import { evaluateScripts } from '../catalogue/evaluate';
import type { Environment } from '../k6/environment';
import { parseResult } from './read';

/** A run that left no result. */
export interface LostRun {
  readonly scenario: string;
  /** Absolute path of the script. */
  readonly script: string;
  /** With a RUN_ID. */
  readonly environment: Environment;
  readonly lastReadings: Readings | undefined;
  readonly durationMs: number;
}

/**
 * Makes the record of a run that left none, from what k6's REST API last gave: the scenario's own handleSummary() makes it, in Node, so
 * that its limits, sizes and settings are those of the run. A script that has no such function gets a record without limits.
 */
export async function rescueResult(lost: LostRun): Promise<Result> {
  return (await summarizeReadings(lost).catch(() => undefined)) ?? bareResult(lost);
}

async function summarizeReadings({
  script,
  environment,
  lastReadings,
  durationMs,
}: LostRun): Promise<Result | undefined> {
  const [evaluated] = await evaluateScripts([script], environment);
  const metrics = Object.fromEntries(Object.entries(lastReadings ?? {}).map(([name, values]) => [name, { values }]));
  const files = evaluated?.summarize({
    metrics,
    state: { testRunDurationMs: durationMs, isStdOutTTY: false },
  });
  const text = Object.entries(files ?? {}).find(([path]) => path.endsWith('/result.json'))?.[1];
  const own = typeof text === 'string' ? parseResult(text) : undefined;
  return own?.kind === 'result' ? own.result : undefined;
}

function bareResult({ scenario, environment, lastReadings, durationMs }: LostRun): Result {
  return makeResult({
    scenario,
    limits: [],
    load: {
      describe: 'unknown: the script has no scenario of loadmark',
      model: 'closed',
      users: 0,
      vus: 0,
      iterations: 0,
      messages: 0,
    },
    readings: lastReadings ?? {},
    // Nothing is judged by them here, as no limit is known.
    bounds: defaultBounds,
    given: [],
    strict: environment.STRICT === 'true',
    run: environment.RUN_ID ?? '',
    endedAt: new Date(),
    durationMs,
    target: environment.TARGET_URL ?? '',
    build: buildInfo(process.cwd()),
  });
}
