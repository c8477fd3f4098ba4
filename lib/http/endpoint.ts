import http, { type RefinedResponse } from 'k6/http';
import { endpointOverride, httpUrl, requestTimeoutMs } from '../environment/target';
import { rate } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { recordScriptError } from '../runtime/script-error';
import { recordFailure } from './failure';

/** One request of a target's interface, as data. ENDPOINTS replaces the path and the method of one by its name. */
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

/** At least one endpoint; where there are several they are asked in turn. */
export type Endpoints = readonly [Endpoint, ...Endpoint[]];

export type Response = RefinedResponse<'none'>;

/** Told once of every request what came. @param response undefined where the script threw. */
export type Answered = (ok: boolean, response: Response | undefined) => void;

/** Sends one request and counts its answer. Never throws: what the network does is an answer with status 0. */
export type Send = (turn: number, answered: Answered) => void;

/** Of so many answers one is looked at for how long it waited for its handler. */
const watchEvery = 16;

const answerOk = rate('answer_ok');
/**
 * Makes an endpoint ready to be asked many times: k6 reads its parameters anew for each request, so there are as few as can be, and
 * a callback costs less than a promise more.
 * @param more tags that k6's own metrics and `answer_ok` bear beside `name`.
 * @throws Error where TARGET_URL is missing.
 */
export function sender(endpoint: Endpoint, more: Readonly<Record<string, string>> = {}): Send {
  const { name, path, body, accepts } = endpoint;
  const override = endpointOverride(name);
  const method = override?.method ?? endpoint.method;
  const base = httpUrl('');
  const tags = { name, ...more };
  const sent = method === 'POST' ? body : undefined;
  const params = {
    tags,
    timeout: requestTimeoutMs(),
    ...(sent && { headers: { 'Content-Type': 'application/json' } }),
    // k6's own http_req_failed then agrees with answer_ok.
    ...(accepts && { responseCallback: http.expectedStatuses(...accepts) }),
  };
  const isOk = (status: number) => (accepts ? accepts.includes(status) : status === 200);
  const urlOf = (turn: number) => base + (override ? path(turn).replace(/^[^?]*/, () => override.path) : path(turn));
  return (turn, answered) => {
    const sentMs = turn % watchEvery === 0 ? now() : undefined;
    let settled = false;
    const settle: Answered = (ok, response) => {
      settled = true;
      answered(ok, response);
    };
    // Whoever waits must hear of it; whoever has heard, and threw, must not hear twice.
    const failed = (error: unknown) => {
      recordScriptError(name, error);
      if (!settled) settle(false, undefined);
    };
    const came = (response: Response) => {
      if (sentMs !== undefined) noteWait(sentMs, response);
      const ok = isOk(response.status);
      answerOk.add(ok, tags);
      if (!ok) recordFailure(response, tags);
      settle(ok, response);
    };
    try {
      const text = sent ? JSON.stringify(sent(turn)) : null;
      (http.asyncRequest(method, urlOf(turn), text, params) as Promise<Response>).then(came).catch(failed);
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
