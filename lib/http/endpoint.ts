import http from 'k6/http';
import { noteEndpoint } from '../environment/endpoints';
import { requestTimeoutMs } from '../environment/target';
import type { Knock } from '../load/load';
import { noteFailures } from '../metrics/failure-kinds';
import { failureOf, failures, withoutWhatItMustHold } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import { type Answer, type Client, notSent, type Request, type Send, type Tags } from '../requests/request';
import { jarOf } from '../runtime/jar';
import { recordScriptError } from '../runtime/script-error';
import { recordShortage } from '../runtime/shortage';
import { bodyCheck } from './body';
import { cleanRefusals } from './clean-refusals';
import type { EndpointOptions, Id } from './endpoint-options';
import { exchange, type Response } from './exchange';
import { learnIds } from './ids';
import { spoken } from './spoken';

/** Makes a request that any load can send. */
export function endpoint(options: EndpointOptions): Request {
  noteEndpoint(options.name);
  let ids: readonly Id[] | undefined;
  return {
    name: options.name,
    knock: () => knockAt(options),
    async prepare() {
      if (ids || !options.idsFrom || !spoken(options).hasId) return;
      ids = await learnIds(options.idsFrom);
      if (ids.length === 0)
        console.warn(`${options.idsFrom.name} lists no id to ask ${options.name} about; ENDPOINTS can give one.`);
    },
    sender: (tags) => sender(options, ids ?? [], tags),
  };
}

/** A POST may change the target, and no id is known yet: the list of ids stands for what is asked about them. */
function knockAt(options: EndpointOptions): Knock | undefined {
  const { method, path, hasId } = spoken(options);
  if (hasId && options.idsFrom) return knockAt(options.idsFrom);
  return method === 'GET' ? { kind: 'http', method, path: path(0, undefined) } : undefined;
}

/** Of this many answers one is looked at for how long it waited for its handler. */
const watchEvery = 16;

noteFailures(failures);
const failedRequests = counter('requests_failed');

/** k6 reads its parameters again for each request, so there are as few as can be, and a callback costs less than one more promise. */
function sender(options: EndpointOptions, ids: readonly Id[], more: Tags = {}): Send {
  const { name, accepts, holds } = options;
  const { method, url, body } = spoken(options);
  const tags = { name, ...more };
  const params = {
    tags,
    timeout: requestTimeoutMs(),
    redirects: 0 as const,
    ...(holds !== undefined && { responseType: 'text' as const }),
    // k6's own http_req_failed then agrees with answer_ok, as far as statuses go.
    ...(accepts && { responseCallback: http.expectedStatuses(...accepts) }),
  };
  // k6 reads them before it returns, so that the two objects serve all requests, each with its client's cookies.
  const withBody = { ...params, headers: { 'Content-Type': 'application/json' }, jar: new http.CookieJar() };
  const without = { ...params, jar: withBody.jar };
  const isOk = (status: number) => (accepts ? accepts.includes(status) : status === 200);
  const holdsAll = holds === undefined ? undefined : bodyCheck(holds);
  const answerTo = ({ status, error, error_code: code, body: text }: Response, tookMs: number): Answer => {
    const expected = isOk(status);
    const ok = expected && (!holdsAll || status !== 200 || holdsAll(text ?? ''));
    if (status === 0) recordShortage(error);
    if (!ok) failedRequests.add(1, { ...tags, what: expected ? withoutWhatItMustHold : failureOf(status, code) });
    return { ok, came: status > 0, tookMs, refusedCleanly: cleanRefusals.includes(status) };
  };
  return (turn, answered, client?: Client) => {
    let settled = false;
    const jar = client ? jarOf(client) : new http.CookieJar();
    const settle = (answer: Answer) => {
      settled = true;
      answered(answer);
    };
    // The caller must be told; a caller that was told, and threw, must not be told twice.
    const failed = (error: unknown) => {
      recordScriptError(name, error);
      if (!settled) settle(notSent);
    };
    try {
      const id = ids[turn % ids.length];
      const text = body?.(turn, id) ?? null;
      withBody.jar = jar;
      without.jar = jar;
      exchange(
        {
          method,
          url: url(turn, id),
          body: text,
          params: text === null ? without : withBody,
          bare: without,
          isExpected: isOk,
          watched: turn % watchEvery === 0,
          tags,
        },
        (response, tookMs) => settle(answerTo(response, tookMs)),
      ).catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}
