import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../environment/target';
import { jsonOf } from './reply';
import type { Method } from './request-options';

/** How to ask the target when its load is over. */
export interface Afterwards {
  /** Id of the run, the first part of every marker. */
  readonly run: string;
  /** Asks and waits. @throws Error where the answer has another status than 200 to 299, or no JSON although it has a body. */
  ask(method: Method, path: string, options?: { readonly json?: unknown; readonly token?: string }): unknown;
}

/** What is done once when a load is over, also after Ctrl-C. Its requests are in no figure. */
export const afterwards = (run: string): Afterwards => ({ run, ask });

function ask(method: Method, path: string, { json, token }: { json?: unknown; token?: string } = {}): unknown {
  const headers: Record<string, string> = {};
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  const params = { headers, tags: { name: 'afterwards' }, timeout: requestTimeoutMs(), responseType: 'text' } as const;
  const { status, body } = http.request(
    method,
    httpUrl(path),
    json === undefined ? null : JSON.stringify(json),
    params,
  );
  const place = path.replace(/[?#].*/s, '');
  if (status < 200 || status > 299) throw new Error(`${method} ${place} was answered with ${status || 'nothing'}`);
  return body ? jsonOf(body) : undefined;
}
