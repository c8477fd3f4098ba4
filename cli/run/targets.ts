import { withoutCredentials } from '../../lib/environment/credentials';
import { variables } from '../../lib/environment/variables';
import type { About } from '../../lib/scenario/scenario';
import { targetsOf } from '../catalogue/about';
import type { Environment } from '../k6/environment';
import { chooseTarget, guardDatabase, insistOnConfirmation, type TargetRequest } from '../target-guard';
import { UsageError } from '../usage-error';

/** What gives a developer one to try. */
const starts = { DATABASE_URL: 'loadmark testbed --database', VECTORS_URL: 'loadmark testbed --vectors' } as const;

/**
 * Decides where the load goes.
 * @returns the environment, with TARGET_URL where the script has one under test.
 * @throws UsageError for a target or a database that the given environment does not allow, or that is missing.
 */
export function chooseTargets(about: About | undefined, request: TargetRequest): Environment {
  const { variables: given, environment } = request;
  insistOnConfirmation(request);
  const names = targetsOf(about);
  for (const name of ['DATABASE_URL', 'VECTORS_URL'] as const) {
    const url = given[name] || undefined;
    const isUsed = names.includes(name);
    if (isUsed && url === undefined)
      throw new UsageError(
        `${name} is missing: expected ${variables[name].expects}. Set it in the environment: on a command line others could read its password. \`${starts[name]}\` starts one on this machine, and prints it.`,
      );
    // A script that says nothing of itself may use any.
    if (url !== undefined && (isUsed || about === undefined)) guardDatabase(name, url, environment);
  }
  return names.includes('TARGET_URL') ? { ...given, TARGET_URL: chooseTarget(request) } : given;
}

/** What is under test, for the screen: without user and password. */
export const showTargets = (about: About | undefined, environment: Environment): string =>
  targetsOf(about)
    .map((name) => withoutCredentials(environment[name] ?? ''))
    .join(' and ');
