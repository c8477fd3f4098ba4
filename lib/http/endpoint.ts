import http, { type RefinedResponse } from 'k6/http';
import { endpointOverride, httpUrl, requestTimeoutMs } from '../environment/target';
import { failureOf, withoutWhatItMustHold } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import { type Answer, notSent, type Request, type Send, type Tags } from '../requests/request';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { recordScriptError } from '../runtime/script-error';
import { bodyCheck, type Holds } from './body';
import { jarOf } from './jar';

/** One request of a target's HTTP interface, as data. ENDPOINTS replaces the path and the method of one by its name. */
export interface EndpointOptions {
  /** Value of k6's tag `name`: limits refer to it. */
  readonly name: string;
  /** Default GET. */
  readonly method?: 'GET' | 'POST';
  /** With a leading slash. @param turn counts the requests, so that no cache answers them all. */
  readonly path: string | ((turn: number) => string);
  /** Sent as JSON. */
  readonly body?: (turn: number) => object;
  /** Statuses that are a success, by default 200 alone. */
  readonly accepts?: readonly number[];
  /** What the body of a 200 must hold, or it is a failure in spite of its status. Absent: bodies are not even kept. */
  readonly holds?: Holds;
}

/** Makes a request that any load can send. */
export const endpoint = (options: EndpointOptions): Request => ({
  name: options.name,
  sender: (tags) => sender(options, tags),
});

type Response = RefinedResponse<'text' | 'none'>;

/** A refusal that says what it is; everything else that is no answer is a failure of the target. */
const cleanRefusals: readonly number[] = [429, 503];

/** Of this many answers one is looked at for how long it waited for its handler. */
const watchEvery = 16;

const failedRequests = counter('requests_failed');

/** k6 reads its parameters again for each request, so there are as few as can be, and a callback costs less than one more promise. */
function sender({ name, path, body, accepts, holds, ...options }: EndpointOptions, more: Tags = {}): Send {
  const override = endpointOverride(name);
  const method = override?.method ?? options.method ?? 'GET';
  const base = httpUrl('');
  const tags = { name, ...more };
  const sent = method === 'POST' ? body : undefined;
  const params = {
    tags,
    timeout: requestTimeoutMs(),
    ...(sent && { headers: { 'Content-Type': 'application/json' } }),
    ...(holds !== undefined && { responseType: 'text' as const }),
    // k6's own http_req_failed then agrees with answer_ok, as far as statuses go.
    ...(accepts && { responseCallback: http.expectedStatuses(...accepts) }),
  };
  const isOk = (status: number) => (accepts ? accepts.includes(status) : status === 200);
  const holdsAll = holds === undefined ? undefined : bodyCheck(holds);
  const pathOf = typeof path === 'string' ? () => path : path;
  const urlOf = (turn: number) =>
    base + (override ? pathOf(turn).replace(/^[^?]*/, () => override.path) : pathOf(turn));
  return (turn, answered, client) => {
    const sentMs = turn % watchEvery === 0 ? now() : undefined;
    let settled = false;
    const settle = (answer: Answer) => {
      settled = true;
      answered(answer);
    };
    // The caller must be told; a caller that was told, and threw, must not be told twice.
    const failed = (error: unknown) => {
      recordScriptError(name, error);
      if (!settled) settle(notSent);
    };
    const came = (response: Response) => {
      if (sentMs !== undefined) noteWait(sentMs, response);
      const { status, timings, error_code: code } = response;
      const expected = isOk(status);
      const ok = expected && (!holdsAll || status !== 200 || holdsAll(response.body ?? ''));
      if (!ok) failedRequests.add(1, { ...tags, what: expected ? withoutWhatItMustHold : failureOf(status, code) });
      // k6's duration begins when a connection is there: what the connection took is `blocked`.
      settle({
        ok,
        came: status > 0,
        tookMs: timings.blocked + timings.duration,
        refusedCleanly: cleanRefusals.includes(status),
      });
    };
    try {
      const text = sent ? JSON.stringify(sent(turn)) : null;
      (http.asyncRequest(method, urlOf(turn), text, { ...params, jar: jarOf(client) }) as Promise<Response>)
        .then(came)
        .catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}

/** k6 does not say when an answer came, but how long each part of it took; what is left is the wait for the handler. */
function noteWait(sentMs: number, { timings, status }: Response): void {
  if (status === 0) return;
  const nowMs = now();
  // `blocked` is all that came before the request was sent, the connect among it.
  noteLag(nowMs - sentMs - timings.blocked - timings.duration, nowMs);
}
