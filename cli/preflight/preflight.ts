import type { Knock } from '../../lib/load/load';
import { evaluateScripts } from '../catalogue/evaluate';
import { codeOf } from '../error-code';
import type { Environment } from '../k6/environment';
import { proxyOf } from '../k6/proxy';
import { UsageError } from '../usage-error';
import { addressesOf } from './addresses';
import { knockAt, pathOf } from './knock';
import { whyNot } from './verdict';

/** If the target does not answer within this time, the load is sent anyway. */
export const patienceMs = 3_000;

/**
 * Sees before any load that the target is there, by one request at each of its addresses.
 * @returns a warning if some addresses of the target failed; undefined otherwise.
 * @throws UsageError if nothing listens, or if what listens does not speak the script's protocol.
 */
export async function preflight(script: string, environment: Environment): Promise<string | undefined> {
  const [evaluated] = await evaluateScripts([script], environment).catch(() => []);
  // A script of the user's own may send its load anywhere.
  if (!evaluated?.about || !environment.TARGET_URL) return undefined;
  // A proxy may know names and ways that this machine does not.
  if (proxyOf(environment.TARGET_URL, environment) !== undefined) return undefined;
  return knockEverywhere(new URL(environment.TARGET_URL), evaluated.about.knock ?? null);
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
  new UsageError(
    `${protocol}//${host} is not a target for this scenario: ${reason}. No load was sent; --no-preflight sends it all the same.`,
  );
