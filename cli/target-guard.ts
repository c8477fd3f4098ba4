import { isIPv4 } from 'node:net';
import { withoutCredentials } from '../lib/environment/credentials';
import type { Environment } from './k6/environment';
import { proxyOf } from './k6/proxy';
import { UsageError } from './usage-error';

/** Whose system a run loads. It is an option and no variable, so that no forgotten setting sends load to customers. */
export const environmentNames = ['local', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** Where document 000's backend listens on a developer's machine. */
export const localTarget = 'ws://127.0.0.1:8000';

export interface TargetRequest {
  readonly environment: EnvironmentName;
  /** TARGET_URL as it was given, by an option or a variable. */
  readonly target: string | undefined;
  /** --i-know-this-is-production */
  readonly confirmed: boolean;
  /** In which a proxy may be named. */
  readonly variables: Environment;
}

/**
 * Decides where the load goes.
 * @returns the target's URL.
 * @throws UsageError for a target that the given environment does not allow.
 */
export function chooseTarget(request: TargetRequest): string {
  const { environment, target, variables } = request;
  insistOnConfirmation(request);
  if (target === undefined) {
    if (environment === 'local') return localTarget;
    throw new UsageError(
      `--env ${environment} needs a target: expected targets.${environment}.url in loadmark.config.ts, --target URL or TARGET_URL, but none came.`,
    );
  }
  const { hostname } = parseTarget(target);
  if (environment === 'local' && !isLocalHost(hostname))
    throw new UsageError(
      `${hostname} is not this machine or in a private network: if the load is meant for it, add --env staging (or production).`,
    );
  const proxy = proxyOf(target, variables);
  if (environment === 'local' && proxy !== undefined)
    throw new UsageError(
      `HTTP_PROXY or HTTPS_PROXY would send the whole load for ${hostname} through ${proxy}: add ${hostname} to NO_PROXY. If the way through the proxy is meant, add --env staging (or production): the record then names the proxy.`,
    );
  return target;
}

/** @throws UsageError for production without the word for it. */
export function insistOnConfirmation({
  environment,
  confirmed,
}: Pick<TargetRequest, 'environment' | 'confirmed'>): void {
  if (environment === 'production' && !confirmed)
    throw new UsageError(
      '--env production sends load to a system that people use: it needs --i-know-this-is-production too.',
    );
}

/**
 * Sees that a database is one that the given environment allows. Nothing of its URL but the host is in an error.
 * @param name of the variable that names it.
 * @throws UsageError for a host that is not local with `--env local`, or that the URL hides.
 */
export function guardDatabase(name: string, url: string, environment: EnvironmentName): void {
  const hosts = databaseHosts(url);
  if (hosts === undefined)
    throw new UsageError(
      `${name} must be a URL with the host between // and the path, such as postgres://user:password@127.0.0.1:5432/database, and with none in its query.`,
    );
  const strange = hosts.find((host) => !isLocalHost(host));
  if (environment === 'local' && strange !== undefined)
    throw new UsageError(
      `${strange} of ${name} is not this machine or in a private network: if the load is meant for it, add --env staging (or production).`,
    );
}

/** A URL of PostgreSQL may name several. @returns undefined where the host is not to be seen: a query may name another, or a service. */
function databaseHosts(url: string): string[] | undefined {
  if (/[?&](?:host|hostaddr|service|servicefile)=/i.test(url)) return undefined;
  const [, scheme = '', hosts = ''] = /^(\w+):\/\/([^/]*)/.exec(withoutCredentials(url)) ?? [];
  const all = hosts.split(',').map((host) => `${scheme}://${host}/`);
  const parsed = all.map((one) => (URL.canParse(one) ? new URL(one).hostname : ''));
  return parsed.every((host) => host !== '') ? parsed : undefined;
}

/** Only the host matters here. The script checks the rest of TARGET_URL in `k6 inspect`, before anything is sent. */
function parseTarget(target: string): URL {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url && url.hostname !== '') return url;
  // A URL may have a password or a token where none belongs; an error must not repeat it.
  const came = /[@?#]/.test(target) ? 'something that is no URL' : JSON.stringify(target);
  throw new UsageError(`TARGET_URL (--target) must be a URL with a host, such as ${localTarget}, but came ${came}.`);
}

/** Whether a host, as `URL` spells it, is this machine or in a private network. A name of a Kubernetes cluster is not: production clusters have such names too. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  if (host.startsWith('[')) return isLocalAddress6(host.slice(1, -1));
  if (isIPv4(host)) return isPrivateAddress(host);
  if (host.endsWith('.cluster.local')) return false;
  return (
    host === 'localhost' || host === 'host.docker.internal' || host.endsWith('.localhost') || host.endsWith('.local')
  );
}

/** Loopback, link-local and private networks (RFC 1918, RFC 3927). */
function isPrivateAddress(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (first === 127 || first === 10) return true;
  return (
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}

/** Loopback, unique local addresses fc00::/7 and link-local fe80::/10. */
const isLocalAddress6 = (address: string): boolean =>
  address === '::1' || /^f[cd][0-9a-f]{2}:/.test(address) || /^fe[89ab][0-9a-f]:/.test(address);
