import { UsageError } from '../usage-error';
import { decide, fixed } from './k6-variables';
import { refuseMisspelt } from './misspelt';

export type Environment = Readonly<Record<string, string>>;

/** Fields of k6's options that have no name of their own for the environment: k6 reads any program's variables of these names. */
const strays: readonly string[] = ['CLOUD', 'COLLECTORS'];

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
  const given = pairs.map(parsePair);
  refuseMisspelt(given.map(([name]) => name));
  const layers = [Object.entries(inherited), given, Object.entries(options), Object.entries(fixed)];
  const environment: Record<string, string> = {};
  for (const [name, value] of layers.flat()) if (value !== undefined) environment[name] = value;
  // k6 takes an empty variable for one that is set.
  for (const name of Object.keys(environment))
    if (strays.includes(name) || (name.startsWith('K6_') && environment[name] === '')) delete environment[name];
  refuseOptions(environment);
  refuseShare(environment);
  return environment;
}

function refuseOptions(environment: Environment): void {
  const refusals = Object.entries(environment).flatMap(([name, value]) => {
    const decision = name.startsWith('K6_') ? decide(name, value) : undefined;
    return decision?.kind === 'refused' ? `${name} ${decision.why}: unset it.` : [];
  });
  if (refusals.length > 0) throw new UsageError(refusals.sort().join('\n'));
}

/** A scenario divides its sample counts and bounds by PARALLELISM, and `loadmark run` is one k6 that has all users. */
function refuseShare({ PARALLELISM }: Environment): void {
  if (!PARALLELISM || Number(PARALLELISM) === 1) return;
  throw new UsageError(
    `PARALLELISM is ${JSON.stringify(PARALLELISM)}, but \`loadmark run\` runs one k6, which would run all users and be judged as one of several runners: unset it. Runners that share a run are plain k6 with an execution segment each (k6-operator).`,
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
