import type { IncomingMessage } from 'node:http';

/** Where a system has WebSockets. */
export interface SocketRoute {
  /** `/ws/events`, or with parameters, `/ws/{task_id}`: each stands for one part of the path, decoded. */
  readonly path: `/${string}`;
  /** Answers the request. */
  upgrade(request: IncomingMessage, head: Buffer, parameters: Readonly<Record<string, string>>): void;
}

export interface Router {
  /** The most specific first. */
  readonly paths: readonly string[];
  /** False if no route matches the path. */
  route(request: IncomingMessage, head: Buffer): boolean;
}

/**
 * A path with fewer parameters comes before one with more, whichever system declares it: `/ws/events` is never the task `events`.
 * @throws Error when two routes match the same paths.
 */
export function createRouter(routes: readonly SocketRoute[]): Router {
  const matchers = routes.map(createMatcher);
  matchers.sort((a, b) => a.parameters - b.parameters || (a.path < b.path ? -1 : 1));
  const twice = matchers.find(({ shape }, index) => matchers.slice(index + 1).some((other) => other.shape === shape));
  if (twice !== undefined) throw new Error(`two systems have a WebSocket at ${twice.path}; change one of the paths`);
  return {
    paths: matchers.map(({ path }) => path),
    route(request, head) {
      const asked = pathOf(request);
      for (const matcher of matchers) {
        const parameters = matcher.match(asked);
        if (parameters === undefined) continue;
        matcher.upgrade(request, head, parameters);
        return true;
      }
      return false;
    },
  };
}

/** Without the query, where a client may have put its token. */
export function pathOf({ url = '' }: { url?: string | undefined }): string {
  return url.split('?', 1)[0] ?? '';
}

interface Matcher extends SocketRoute {
  readonly parameters: number;
  /** The path without the names of its parameters. */
  readonly shape: string;
  /** The parameters of a path that matches. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

function createMatcher(route: SocketRoute): Matcher {
  const parts = route.path.split('/').map((text) => ({ text, name: /^\{(\w+)\}$/.exec(text)?.[1] }));
  return {
    ...route,
    parameters: parts.filter(({ name }) => name !== undefined).length,
    shape: parts.map(({ text, name }) => (name === undefined ? text : '{}')).join('/'),
    match(path) {
      const given = path.split('/');
      if (given.length !== parts.length) return undefined;
      const parameters: Record<string, string> = {};
      for (const [index, { text, name }] of parts.entries()) {
        const value = given[index] ?? '';
        if (name === undefined && value !== text) return undefined;
        if (name === undefined) continue;
        const decoded = decode(value);
        if (decoded === '') return undefined;
        parameters[name] = decoded;
      }
      return parameters;
    },
  };
}

/** Empty when it is not valid percent-encoding, so no path of ours. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
