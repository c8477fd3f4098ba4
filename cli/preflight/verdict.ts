import type { Knock } from '../../lib/load/load';
import type { Response } from './knock';

/** Errors that say that nobody is there, in words. All others, and silence, are findings of a run. */
const nobody: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
};

/** Statuses with which a server says that there is no socket at this path. */
const noSocket: readonly number[] = [400, 404, 405];

/**
 * Why it is of no use to send load there; undefined where there is a use. A target that refuses, is busy or redirects is there, and what it
 * does is a finding of the run.
 * @param path that was knocked at, for the reason: without a query, which may have a key.
 */
export function whyNot(response: Response, path: string, knock: Knock | null): string | undefined {
  switch (response.kind) {
    case 'silent':
    case 'listens':
      return undefined;
    case 'error':
      // Node's parser: it listens, and it does not speak HTTP.
      return response.code.startsWith('HPE_') ? 'it does not answer in HTTP' : nobody[response.code];
    case 'answer':
      return knock ? ofStatus(response.status, path, knock) : undefined;
  }
}

function ofStatus(status: number, path: string, knock: Knock): string | undefined {
  if (knock.kind === 'http') return status === 404 ? `GET ${path} is answered with HTTP 404` : undefined;
  // Without a token some servers answer 400.
  if (knock.needsToken && status === 400) return undefined;
  const isPage = status >= 200 && status < 300;
  return isPage || noSocket.includes(status) ? `no WebSocket opens at ${path} (HTTP ${status})` : undefined;
}
