import { UsageError } from '../usage-error';

export type Environment = Readonly<Record<string, string>>;

/** Variables of k6 that replace the scenario's load or switch off its judgement: the run would not be what its name says. */
const refusedVariables = [
  'K6_VUS',
  'K6_DURATION',
  'K6_ITERATIONS',
  'K6_STAGES',
  'K6_RPS',
  'K6_MIN_ITERATION_DURATION',
  'K6_NO_SETUP',
  'K6_NO_THRESHOLDS',
  'K6_THRESHOLDS',
  'K6_SUMMARY_MODE',
  'K6_SUMMARY_TREND_STATS',
  'K6_NEW_MACHINE_READABLE_SUMMARY',
  'K6_SYSTEM_TAGS',
  'K6_PAUSED',
  'K6_LINGER',
  'K6_CONSOLE_OUTPUT',
] as const;

/** Always set: k6 sends no usage reports, and does not run another binary in its place. */
const fixed = { K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' } as const;

/**
 * The environment of k6: what loadmark inherited, replaced by pairs of -e, replaced by options. Nothing of it is passed on a command
 * line, where every user of the machine could read a token.
 * @throws UsageError for a variable that changes what is run, or weakens its judgement.
 */
export function buildEnvironment(
  inherited: NodeJS.ProcessEnv,
  pairs: readonly string[],
  options: Readonly<Record<string, string | undefined>>,
): Environment {
  const layers = [Object.entries(inherited), pairs.map(parsePair), Object.entries(options), Object.entries(fixed)];
  const environment: Record<string, string> = {};
  for (const [name, value] of layers.flat()) if (value !== undefined) environment[name] = value;
  const refused = refusedVariables.filter((name) => environment[name]);
  if (refused.length > 0)
    throw new UsageError(
      `${refused.join(', ')} would replace the scenario's own load or judgement: unset it. loadmark's own settings (--users, --limits) change a run and are in its record.`,
    );
  refuseShare(environment);
  return environment;
}

/** A scenario divides its sample counts and bounds by PARALLELISM. k6 divides the users only where it is given a segment of them. */
function refuseShare({ PARALLELISM, K6_EXECUTION_SEGMENT }: Environment): void {
  if (!PARALLELISM || Number(PARALLELISM) === 1 || K6_EXECUTION_SEGMENT) return;
  throw new UsageError(
    `PARALLELISM is ${JSON.stringify(PARALLELISM)}, but there is no K6_EXECUTION_SEGMENT: this k6 would run all users and be judged as one of several runners. PARALLELISM is for runners that each get an execution segment (k6-operator): unset it, or set K6_EXECUTION_SEGMENT.`,
  );
}

function parsePair(pair: string): [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(pair) ?? [];
  // Not the text itself: it may be a token.
  if (name === undefined || value === undefined)
    throw new UsageError(
      '-e takes NAME=VALUE, for example -e CONNECT_TIMEOUT=5s, but what came has no name before an equals sign.',
    );
  return [name, value];
}
