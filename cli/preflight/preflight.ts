import { withoutCredentials } from '../../lib/environment/credentials';
import type { Knock } from '../../lib/load/load';
import type { About } from '../../lib/scenario/scenario';
import { targetsOf } from '../catalogue/about';
import { evaluateScripts } from '../catalogue/evaluate';
import { readOpenFileLimit, readPortRange } from '../doctor/limits';
import { codeOf } from '../error-code';
import type { Environment } from '../k6/environment';
import { proxyOf } from '../k6/proxy';
import { UsageError } from '../usage-error';
import { addressesOf } from './addresses';
import { capacityProblem } from './capacity';
import { databaseProblem } from './database';
import { knockAt, pathOf } from './knock';
import { metricsProblem } from './metrics';
import { whyNot } from './verdict';

/** If the target does not answer within this time, the load is sent anyway. */
export const patienceMs = 3_000;
const anyway = 'No load was sent; --no-preflight sends it all the same.';

/**
 * Sees before any load that this machine can hold it, that the target is there, by one request at each of its addresses, and that its
 * metrics are.
 * @returns a warning if some addresses of the target failed; undefined otherwise.
 * @throws UsageError if nothing listens, or if what listens does not speak the script's protocol or shows no metrics, or if this machine
 * has too few files or ports.
 */
export async function preflight(script: string, environment: Environment): Promise<string | undefined> {
  const [evaluated] = await evaluateScripts([script], environment).catch(() => []);
  // A script of the user's own may send its load anywhere.
  if (!evaluated?.about) return undefined;
  const { about } = evaluated;
  await lookAtDatabases(about, environment);
  const partly = targetsOf(about).includes('TARGET_URL') ? await lookAtTarget(about, environment) : undefined;
  await lookAtMetrics(environment);
  return partly;
}

/** @returns and throws as `preflight` does. */
async function lookAtTarget(about: About, environment: Environment): Promise<string | undefined> {
  if (!environment.TARGET_URL) return undefined;
  const target = new URL(environment.TARGET_URL);
  // A proxy may know names and ways that this machine does not.
  const isDirect = proxyOf(environment.TARGET_URL, environment) === undefined;
  const addresses = isDirect ? await addressesOf(target.hostname).catch(() => []) : [];
  const tooLarge = capacityProblem(about, { openFiles: readOpenFileLimit(), ports: readPortRange() }, addresses.length);
  if (tooLarge !== undefined) throw new UsageError(`The load is too large for this machine: ${tooLarge}. ${anyway}`);
  return isDirect ? knockEverywhere(target, about.knock ?? null) : undefined;
}

async function lookAtDatabases(about: About, environment: Environment): Promise<void> {
  for (const name of targetsOf(about)) {
    const url = environment[name];
    const problem = name !== 'TARGET_URL' && url ? await databaseProblem(url, patienceMs) : undefined;
    if (url && problem !== undefined)
      throw new UsageError(
        `${withoutCredentials(url)} (${name}) is no database for this scenario: ${problem}. ${anyway}`,
      );
  }
}

async function lookAtMetrics(environment: Environment): Promise<void> {
  const { METRICS_URL } = environment;
  if (!METRICS_URL || proxyOf(METRICS_URL, environment) !== undefined) return;
  const problem = await metricsProblem(METRICS_URL, patienceMs);
  if (problem === undefined) return;
  const { origin, pathname } = new URL(METRICS_URL);
  throw new UsageError(
    `${origin}${pathname} (METRICS_URL) does not show the target's own figures: ${problem}. ${anyway}`,
  );
}

/** @returns and throws as `preflight` does. @param find gives the addresses of a host. */
export async function knockEverywhere(
  target: URL,
  knock: Knock | null,
  find = addressesOf,
): Promise<string | undefined> {
  const path = pathOf(target, knock).replace(/\?.*/s, '');
  const addresses = await find(target.hostname).catch((error: unknown) => String(codeOf(error)));
  if (typeof addresses === 'string') {
    const unknown = whyNot({ kind: 'error', code: addresses }, path, knock);
    if (unknown === undefined) return undefined;
    throw refusal(target, unknown);
  }
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const response = await knockAt({ target, address, knock, timeoutMs: patienceMs });
      return { address, reason: whyNot(response, path, knock) ?? [] };
    }),
  );
  const failed = answers.filter(({ reason }) => reason.length > 0);
  if (failed.length === 0) return undefined;
  if (failed.length === answers.length)
    throw refusal(target, [...new Set(failed.flatMap(({ reason }) => reason))].join('; '));
  const said = failed.map(({ address, reason }) => `${address}: ${reason}`).join('; ');
  return `${failed.length} of the ${answers.length} addresses of ${target.hostname} failed (${said}): users that are sent there will fail`;
}

const refusal = ({ protocol, host }: URL, reason: string): UsageError =>
  new UsageError(`${protocol}//${host} is not a target for this scenario: ${reason}. ${anyway}`);
