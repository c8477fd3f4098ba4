import http from 'k6/http';
import { httpUrl, requestTimeoutMs } from '../environment/target';
import { anything, bodyCheck } from '../http/body';
import { cleanRefusals } from '../http/clean-refusals';
import { exchange, type Params, type Response } from '../http/exchange';
import { redirectOf } from '../http/redirect';
import { failureOf, withoutWhatItMustHold } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import { jarOf } from '../runtime/jar';
import { recordShortage } from '../runtime/shortage';
import { lookAtMarkers } from './markers';
import { UnexpectedAnswer } from './over';
import { replyOf } from './reply';
import { encodeBody, type Method, nameOf, type Read, type RequestOptions } from './request-options';
import { misfit } from './shape';
import type { Traveller } from './traveller';

const failedRequests = counter('requests_failed');

export type AskOptions = RequestOptions & { readonly read?: Read | undefined };

/**
 * One request of a journey.
 * @returns what `read` says, or the reply.
 * @throws UnexpectedAnswer, and TimeIsOver.
 */
export async function ask(user: Traveller, method: Method, path: string, options: AskOptions): Promise<unknown> {
  const { name = nameOf(method, path), expect } = options;
  await user.turn();
  const url = urlOf(path);
  const isExpected = expectation(expect);
  const { tags, tally } = user.book.step(name);
  const { type, text } = encodeBody(options);
  const keepsBody = options.read !== undefined || options.holds !== undefined || options.shows !== undefined;
  const bare = paramsOf(user, tags, options, keepsBody);
  const withBody = type === undefined ? bare : { ...bare, headers: { 'Content-Type': type, ...bare.headers } };
  tally.ask();
  const { response, tookMs } = await new Promise<{ readonly response: Response; readonly tookMs: number }>(
    (resolve, reject) => {
      exchange(
        { method, url, body: text, params: (hasBody) => (hasBody ? withBody : bare), isExpected, watched: true, tags },
        (response, tookMs) => resolve({ response, tookMs }),
      ).catch(reject);
    },
  );
  const { status, error, error_code: code } = response;
  if (status === 0) recordShortage(error);
  const found = isExpected(status) ? readOf(response, url, options) : undefined;
  if (keepsBody && status > 0) lookAtMarkers(user, response, options, isExpected(status));
  const ok = found !== undefined && 'value' in found;
  const answer = { ok, came: status > 0, tookMs, refusedCleanly: cleanRefusals.includes(status) };
  tally.answer(answer);
  user.figures.answer(answer);
  if (ok) {
    user.lastRead = { value: found.value, text: response.body ?? '' };
    return found.value;
  }
  const what = found ? withoutWhatItMustHold : failureOf(status, code);
  failedRequests.add(1, { ...tags, what });
  throw new UnexpectedAnswer(`${name}: ${what}${found ? `: ${found.wrong}` : ''}`, status);
}

function paramsOf(user: Traveller, tags: Record<string, string>, options: AskOptions, keepsBody: boolean): Params {
  const { token, headers, expect } = options;
  const bearer = token === undefined ? undefined : { Authorization: `Bearer ${token}` };
  return {
    tags,
    timeout: requestTimeoutMs(),
    redirects: 0,
    jar: jarOf(user),
    headers: { ...bearer, ...headers },
    ...(keepsBody && { responseType: 'text' }),
    // k6's own http_req_failed then agrees with answer_ok, as far as statuses go.
    ...(expect !== undefined && { responseCallback: callbackFor(expect) }),
  };
}

/** k6's objects for statuses that are expected, by the statuses: a journey has few. */
const callbacks: Record<string, ReturnType<typeof http.expectedStatuses>> = {};

function callbackFor(expect: number | readonly number[]): ReturnType<typeof http.expectedStatuses> {
  const key = String(expect);
  callbacks[key] ??= http.expectedStatuses(...[expect].flat());
  return callbacks[key];
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function expectation(expect: number | readonly number[] | undefined): (status: number) => boolean {
  if (expect === undefined) return isSuccess;
  return typeof expect === 'number' ? (status) => status === expect : (status) => expect.includes(status);
}

/** @throws Error for a URL of another host: a journey stays with its target. */
function urlOf(path: string): string {
  if (path.startsWith('/') && !path.startsWith('//')) return httpUrl(path);
  const within = redirectOf(302, path, httpUrl('/'), 'GET')?.url;
  if (within === undefined || !/^https?:/i.test(path))
    throw new Error(
      `A path must begin with a slash, or be a URL within TARGET_URL, but came ${JSON.stringify(path.replace(/[?#].*/s, ''))}.`,
    );
  return within;
}

type Found = { readonly value: unknown } | { readonly wrong: string };

/** What is read of an answer with an expected status, or what is wrong with its body. */
function readOf(response: Response, url: string, { read, holds }: AskOptions): Found {
  const text = response.body ?? '';
  if (holds !== undefined && !bodyCheck(holds)(text)) return { wrong: 'the body does not hold what it must' };
  if (read === 'text') return { value: text };
  if (read === undefined) return { value: replyOf(response, url) };
  try {
    if (typeof read === 'function') return { value: read(replyOf(response, url)) };
    if (!isAnswer(text)) return { wrong: 'the body is empty, a page, or tells of an error' };
    const value: unknown = JSON.parse(text);
    const wrong = read === 'json' ? undefined : misfit(value, read);
    return wrong === undefined ? { value } : { wrong };
  } catch (error) {
    return { wrong: typeof read === 'function' ? `its reader threw ${(error as Error).name}` : 'the body is no JSON' };
  }
}

const isAnswer = bodyCheck(anything);
