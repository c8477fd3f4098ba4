import { bodyCheck } from '../http/body';
import { cleanRefusals } from '../http/clean-refusals';
import { exchange, type Params, type Response } from '../http/exchange';
import { expectationOf } from '../http/expectation';
import { redirectOf } from '../http/redirect';
import { noteFailures } from '../metrics/failure-kinds';
import { failureOf, failures, withoutWhatItMustHold } from '../metrics/failures';
import { counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { recordShortage } from '../runtime/shortage';
import type { Book, Step } from './book';
import { lookAtMarkers, lookForStrays } from './markers';
import { UnexpectedAnswer } from './over';
import { jsonOf, Misfit, replyOf, shapedOf } from './reply';
import { encodeBody, type Method, nameOf, type Read, type RequestOptions } from './request-options';
import type { Traveller } from './traveller';

noteFailures(failures);
const failedRequests = counter('requests_failed');

/** Of this many answers of one name, one is looked at for how long it waited for its handler: a clock is read in 3 µs, of the 300 of a request. */
const watchEvery = 4;

export type AskOptions = RequestOptions & { readonly read?: Read | undefined };

/**
 * One request of a journey. Not `async`, which would make one more promise.
 * @returns what `read` says, or the reply. The promise rejects with UnexpectedAnswer, or with TimeIsOver.
 * @throws TimeIsOver
 */
export function ask(user: Traveller, method: Method, path: string, options: AskOptions): Promise<unknown> {
  const waitMs = user.dueInMs();
  return waitMs > 0
    ? user.wait(waitMs).then(() => send(user, method, path, options))
    : send(user, method, path, options);
}

function send(user: Traveller, method: Method, path: string, options: AskOptions): Promise<unknown> {
  const { expect, read, holds, shows, discard, isPublic } = options;
  const url = urlOf(path, user.book);
  const name = options.name ?? nameOf(method, path);
  const step = user.book.step(name);
  if (step.expects.statuses !== expect) step.expects = expectationOf(expect);
  const { expects, tags } = step;
  const { type, text } = encodeBody(options);
  const keepsBody = !discard || read !== undefined || holds !== undefined || shows !== undefined;
  const params = paramsOf(user, step, options, keepsBody, type);
  const asked = {
    method,
    url,
    body: text,
    params,
    isExpected: expects.includes,
    watched: step.asked++ % watchEvery === 0,
    tags,
    // The body of a redirect may show what others wrote, too.
    passed: keepsBody && !isPublic ? ({ body }: Response) => lookForStrays(user, body ?? '') : undefined,
  };
  step.tally.ask();
  return exchange(asked, (response, tookMs, status) => {
    // k6 makes the text again each time.
    const body = response.body ?? '';
    user.nowMs = now();
    if (status === 0) recordShortage(response.error);
    const found = expects.includes(status) ? readOf(response, body, url, options) : undefined;
    if (status > 0) {
      if (keepsBody) lookAtMarkers(user, name, status, body, options, found !== undefined);
      else user.book.unsearched++;
    }
    const ok = found !== undefined && 'value' in found;
    const answer = { ok, came: status > 0, tookMs, refusedCleanly: !ok && cleanRefusals.includes(status) };
    step.tally.answer(answer, user.nowMs);
    user.figures.answer(answer);
    if (!ok) throw unexpected(name, tags, response, found?.wrong);
    user.servedMs = user.nowMs;
    user.lastRead.value = found.value;
    user.lastRead.text = body;
    return found.value;
  });
}

function unexpected(
  name: string,
  tags: Record<string, string>,
  { status, error_code: code }: Response,
  wrong: string | undefined,
): UnexpectedAnswer {
  const what = wrong === undefined ? failureOf(status, code) : withoutWhatItMustHold;
  failedRequests.add(1, { ...tags, what });
  return new UnexpectedAnswer(`${name}: ${what}${wrong === undefined ? '' : `: ${wrong}`}`, status);
}

/** Built field by field: to spread what may be absent takes k6 several times as long. */
function paramsOf(
  user: Traveller,
  { tags, expects }: Step,
  { token, headers: own }: AskOptions,
  keepsBody: boolean,
  type: string | undefined,
): Params {
  const headers: Record<string, string> = {};
  if (type !== undefined) headers['Content-Type'] = type;
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  if (own !== undefined) Object.assign(headers, own);
  const params: Params = { tags, timeout: user.book.timeoutMs, redirects: 0, jar: user.cookies, headers };
  if (keepsBody) params.responseType = 'text';
  if (expects.callback) params.responseCallback = expects.callback;
  return params;
}

/** @throws Error for a URL of another host: a journey stays with its target. */
function urlOf(path: string, { base }: Book): string {
  // In JavaScript anything may come.
  if (path?.startsWith('/') && !path.startsWith('//')) return base + path;
  const within = redirectOf(302, path, `${base}/`, 'GET')?.url;
  if (within === undefined || !/^https?:/i.test(path))
    throw new Error(
      `A path must begin with a slash, or be a URL within TARGET_URL, but came ${JSON.stringify(String(path).replace(/[?#].*/s, ''))}. \`location\` is on the reply, which a request gives without \`read\` and hands to a function as \`read\`.`,
    );
  return within;
}

type Found = { readonly value: unknown; readonly wrong?: never } | { readonly wrong: string };

/** What is read of an answer with an expected status, or what is wrong with its body. */
function readOf(response: Response, text: string, url: string, { read, holds }: AskOptions): Found {
  if (holds !== undefined && !bodyCheck(holds)(text)) return { wrong: 'the body does not hold what it must' };
  if (read === 'text') return { value: text };
  if (read === undefined) return { value: replyOf(response, text, url) };
  try {
    if (typeof read === 'function') return { value: read(replyOf(response, text, url)) };
    return { value: read === 'json' ? jsonOf(text) : shapedOf(text, read) };
  } catch (error) {
    return { wrong: error instanceof Misfit ? error.message : `its reader threw ${(error as Error).name}` };
  }
}
