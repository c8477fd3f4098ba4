import http, { type RefinedResponse } from 'k6/http';
import { rate } from '../metrics';
import { httpUrl } from '../target';

/** One request of a target's interface, as data. */
export interface Endpoint {
  /** Value of k6's tag `name`: limits refer to it. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** With a leading slash. @param turn counts the requests, so that no cache answers them all. */
  readonly path: (turn: number) => string;
  /** Sent as JSON. */
  readonly body?: (turn: number) => object;
  /** Statuses that are a success, by default 200 alone. */
  readonly accepts?: readonly number[];
}

/** Longest wait for an answer; what takes longer has failed. */
const timeout = '30s';

export const answerOk = rate('answer_ok');

/** What k6's request functions take for one request of an endpoint. */
export function requestOf(
  { name, method, path, body, accepts = [200] }: Endpoint,
  turn: number,
  tags: Readonly<Record<string, string>> = {},
) {
  const params = {
    tags: { name, ...tags },
    timeout,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    responseType: 'none' as const,
    // k6's own http_req_failed then agrees with answer_ok.
    responseCallback: http.expectedStatuses(...accepts),
  };
  return [method, httpUrl(path(turn)), body ? JSON.stringify(body(turn)) : null, params] as const;
}

/** Counts one answer. @returns whether it was a success. */
export function recordAnswer(
  { name, accepts = [200] }: Endpoint,
  { status }: RefinedResponse<'none'>,
  tags: Readonly<Record<string, string>> = {},
): boolean {
  const ok = accepts.includes(status);
  answerOk.add(ok, { name, ...tags });
  return ok;
}
