import http, { type CookieJar, type RefinedResponse } from 'k6/http';
import { counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { mostRedirects, redirectOf } from './redirect';

export type Response = RefinedResponse<'text' | 'none'>;

/** k6's parameters of a request, as far as they are used here. */
export interface Params {
  readonly tags: Record<string, string>;
  readonly timeout: number;
  /** They are followed here, within the target only. */
  readonly redirects: 0;
  readonly jar: CookieJar;
  readonly responseType?: 'text';
  readonly headers?: Record<string, string>;
  readonly responseCallback?: ReturnType<typeof http.expectedStatuses>;
}

/** One request, and what is done with a redirect. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  /** k6 reads them before it returns, so that one object may serve many requests. @param hasBody a redirect may leave the body out. */
  readonly params: (hasBody: boolean) => Params;
  /** An answer with such a status is the last one, a redirect too. */
  readonly isExpected: (status: number) => boolean;
  /** How long its answers wait for their handler is looked at. */
  readonly watched: boolean;
  /** Of the count of redirects. */
  readonly tags: Record<string, string>;
}

const redirectsFollowed = counter('redirects_followed');

/**
 * Sends one request and those that its redirects ask for. The callback costs less than one more promise.
 * @param answered is told of the last answer, and of the time that all of them took.
 * @throws what k6 throws for a request that is wrong itself; the promise rejects with what comes later, also from `answered`.
 */
export function exchange(
  { method, url, body, params, isExpected, watched, tags }: Asked,
  answered: (response: Response, tookMs: number) => void,
): Promise<void> {
  let tookMs = 0;
  let left = mostRedirects;
  const ask = (how: string, where: string, text: string | null): Promise<void> => {
    const sentMs = watched ? now() : undefined;
    const asked = http.asyncRequest(how as 'GET', where, text, params(text !== null));
    return (asked as Promise<Response>).then((response) => {
      if (sentMs !== undefined) noteWait(sentMs, response);
      const { status, timings } = response;
      // k6's duration begins when a connection is there: what the connection took is `blocked`.
      tookMs += timings.blocked + timings.duration;
      const next = isExpected(status) ? undefined : redirectOf(status, response.headers.Location, where, how);
      if (!next || left-- === 0) return answered(response, tookMs);
      redirectsFollowed.add(1, tags);
      return next.again ? ask(how, next.url, text) : ask('GET', next.url, null);
    });
  };
  return ask(method, url, body);
}

/** k6 does not say when an answer came, but how long each part of it took; what is left is the wait for the handler. */
function noteWait(sentMs: number, { timings, status }: Response): void {
  if (status === 0) return;
  const nowMs = now();
  // `blocked` is all that came before the request was sent, the connect among it.
  noteLag(nowMs - sentMs - timings.blocked - timings.duration, nowMs);
}
