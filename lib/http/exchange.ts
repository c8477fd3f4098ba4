import http, { type CookieJar, type RefinedResponse } from 'k6/http';
import { counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { mostRedirects, redirectOf } from './redirect';
import { tookMsOf } from './took';

export type Response = RefinedResponse<'text' | 'none'>;

/** k6's parameters of a request, as far as they are used here. */
export interface Params {
  readonly tags: Record<string, string>;
  readonly timeout: number;
  /** They are followed here, within the target only. */
  readonly redirects: 0;
  readonly jar: CookieJar;
  responseType?: 'text';
  readonly headers?: Record<string, string>;
  responseCallback?: ReturnType<typeof http.expectedStatuses>;
}

/** One request, and what is done with a redirect. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  /** k6 reads them before it returns, so that one object may serve many requests. */
  readonly params: Params;
  /** Where a redirect leaves the body out; absent: the same. */
  readonly bare?: Params;
  /** An answer with such a status is the last one, a redirect too. */
  readonly isExpected: (status: number) => boolean;
  /** How long its answers wait for their handler is looked at. */
  readonly watched: boolean;
  /** Is told of an answer whose redirect is followed. */
  readonly passed?: ((response: Response) => unknown) | undefined;
  /** Of the count of redirects. */
  readonly tags: Record<string, string>;
}

const redirectsFollowed = counter('redirects_followed');

/**
 * Sends one request, and follows its redirects.
 * @param answered is told of the last answer, of the time that all of them took, and of its status, because k6 takes a microsecond to show a part
 * of an answer. What it returns, or throws, becomes of the promise: one more for the caller would cost.
 * @throws what k6 throws for a request that is wrong itself.
 */
export const exchange = <T>(
  asked: Asked,
  answered: (response: Response, tookMs: number, status: number) => T,
): Promise<T> => follow(asked, asked.params, mostRedirects, 0, answered);

/** @param left redirects that may still be followed. @param beforeMs what those before took. */
function follow<T>(
  asked: Asked,
  params: Params,
  left: number,
  beforeMs: number,
  answered: (response: Response, tookMs: number, status: number) => T,
): Promise<T> {
  const { method, url, body } = asked;
  const sentMs = asked.watched ? now() : undefined;
  const sent = http.asyncRequest(method as 'GET', url, body, params);
  return (sent as Promise<Response>).then((response) => {
    if (sentMs !== undefined) noteWait(sentMs, response);
    const { status, timings } = response;
    const tookMs = beforeMs + tookMsOf(timings);
    const next = asked.isExpected(status) ? undefined : redirectOf(status, response.headers.Location, url, method);
    if (!next || left === 0) return answered(response, tookMs, status);
    asked.passed?.(response);
    redirectsFollowed.add(1, asked.tags);
    const again = next.again ? { ...asked, url: next.url } : { ...asked, method: 'GET', url: next.url, body: null };
    return follow(again, again.body === null ? (asked.bare ?? params) : params, left - 1, tookMs, answered);
  });
}

/** k6 does not say when an answer came, but how long each part of it took; what is left is the wait for the handler. */
function noteWait(sentMs: number, { timings, status }: Response): void {
  if (status === 0) return;
  const nowMs = now();
  noteLag(nowMs - sentMs - tookMsOf(timings), nowMs);
}
