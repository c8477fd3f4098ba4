import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../environment/target';
import { runId } from '../runtime/run-id';
import { jsonOf } from './reply';
import type { Method } from './request-options';

/** How to ask the target when its load is over. */
export interface Afterwards {
  /** Id of the run, the first part of every marker. */
  readonly run: string;
  /** Asks and waits. @throws Error where the answer has another status than 200 to 299, or no JSON although it has a body. */
  ask(method: Method, path: string, options?: { readonly json?: unknown; readonly token?: string }): unknown;
}

/**
 * What is done once when a load is over, also after Ctrl-C: a script exports it as `teardown`. Its requests are in no figure. What it throws is
 * logged, and changes no verdict: what a run left behind says nothing of its load.
 * @param what in words, for the log: "removing the documents".
 */
export const afterwards = (what: string, act: (target: Afterwards) => void) => (): void => {
  try {
    act({ run: runId(), ask });
  } catch (error) {
    console.warn(`${what} of run ${runId()} failed: ${(error as Error).message}`);
  }
};

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
