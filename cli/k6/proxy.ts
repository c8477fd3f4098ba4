import { BlockList, isIP } from 'node:net';
import type { Environment } from './environment';

/**
 * The proxy through which k6 sends what is meant for a target, as Go's net/http decides it: HTTP_PROXY for http and ws, HTTPS_PROXY for
 * https and wss, in capital or small letters, unless NO_PROXY names the target's host. Nothing on this machine is ever proxied, and
 * ALL_PROXY is not read.
 * @param target a URL.
 * @returns its host and port, without the user and the password that its URL may have; undefined where there is none.
 */
export function proxyOf(target: string, environment: Environment): string | undefined {
  if (!URL.canParse(target)) return undefined;
  const { protocol, hostname, port } = new URL(target);
  const isSecure = protocol === 'https:' || protocol === 'wss:';
  const proxy = either(environment, isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (proxy === undefined || isThisMachine(host)) return undefined;
  const exceptions = (either(environment, 'NO_PROXY') ?? '').split(',').map((entry) => entry.trim().toLowerCase());
  const at = { host, port: port || (isSecure ? '443' : '80') };
  return exceptions.some((entry) => excepts(entry, at)) ? undefined : hostOf(proxy);
}

const either = (environment: Environment, name: string): string | undefined =>
  environment[name] || environment[name.toLowerCase()] || undefined;

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || isWithin(host, '127.0.0.0', 8) || isWithin(host, '::1', 128);

/** Whether an entry of NO_PROXY is about a target: `*`, an address, a network, or a name with everything below it, each with a port or without. */
function excepts(entry: string, { host, port }: { readonly host: string; readonly port: string }): boolean {
  if (entry === '*') return true;
  const [, network, bits] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (network !== undefined) return isWithin(host, network, Number(bits));
  const [, bracketed, name, its] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [undefined, undefined, entry];
  const named = bracketed ?? name ?? '';
  if (named === '' || (its !== undefined && its !== port)) return false;
  if (isIP(named) || isIP(host)) return named === host;
  const suffix = named.replace(/^\*?\./, '.');
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function isWithin(host: string, network: string, bits: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || bits > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, bits, type);
  return list.check(host, type);
}

/** A proxy may be given without `http://`. */
function hostOf(proxy: string): string | undefined {
  const url = [proxy, `http://${proxy}`].filter((text) => URL.canParse(text)).map((text) => new URL(text));
  return url.map(({ host }) => host).find((host) => host !== '');
}
