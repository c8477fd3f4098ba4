// Stands for k6/http in Node: answers what a test told it to.

export interface StubResponse {
  readonly status: number;
  readonly body: string | null;
  readonly error: string;
}

/** A request of `asyncRequest`, as the script gave it. */
export interface StubRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly params: {
    readonly tags: Readonly<Record<string, string>>;
    readonly timeout: number;
    readonly redirects: number;
    readonly responseType?: 'text';
    readonly jar: CookieJar;
    readonly headers?: Readonly<Record<string, string>>;
    readonly responseCallback?: { readonly statuses: readonly number[] };
  };
}

/** What a request sees. k6 gives an answer with status 0 where the network failed, and rejects where the request itself is wrong. */
export interface StubAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly errorCode?: number;
  /** k6's words, where the network failed. */
  readonly error?: string;
  readonly location?: string;
  /** Seen by a script that asked for it. Default: an object that holds something. */
  readonly body?: string;
  /** From the request to the answer. Default 0. */
  readonly ms?: number;
  /** What of this went by before the request was sent. Default 0. */
  readonly blockedMs?: number;
  /** What of this went by before the first byte of the answer came. Default: all of it, where there is an answer. */
  readonly waitingMs?: number;
  /** For how long the answer then waited for its handler. Default 0. */
  readonly lateMs?: number;
  readonly rejects?: Error;
  /** The answer comes with this instead of after a time: a timer for each of thousands is slow. */
  readonly when?: Promise<void>;
}

let respond = (_url: string): StubResponse => ({ status: 0, body: null, error: 'no answer was set' });
let answer = (_request: StubRequest): StubAnswer => ({});

/** Sets how `get` answers from now on. */
export const answerWith = (next: typeof respond): void => {
  respond = next;
};

/** Sets how `asyncRequest` answers from now on; what this throws, the call throws. */
export const answerRequestsWith = (next: typeof answer): void => {
  answer = next;
};

/** Who shares one shares cookies. */
class CookieJar {
  /** As they are sent. */
  cookies = '';
  set(_url: string, name: string, value: string): void {
    this.cookies = [...this.cookies.split('; ').filter((cookie) => cookie !== ''), `${name}=${value}`].join('; ');
  }
}

export default {
  CookieJar,
  get: (url: string): StubResponse => respond(url),
  request: (_method: string, url: string): StubResponse => respond(url),
  asyncRequest(method: string, url: string, body: string | null, params: StubRequest['params']): Promise<unknown> {
    const {
      status = 200,
      errorCode = 0,
      error = '',
      location,
      body: text = '{"it":1}',
      ms = 0,
      blockedMs = 0,
      waitingMs = status > 0 ? ms - blockedMs : 0,
      lateMs = 0,
      rejects,
      when,
    } = answer({ method, url, body, params: { ...params } });
    return new Promise((resolve, reject) => {
      const timings = { blocked: blockedMs, sending: 0, waiting: waitingMs, duration: ms - blockedMs };
      const settle = () =>
        rejects
          ? reject(rejects)
          : resolve({
              status,
              error,
              error_code: errorCode,
              timings,
              headers: location === undefined ? {} : { Location: location },
              body: params.responseType ? text : null,
            });
      if (when) when.then(settle);
      else globalThis.setTimeout(settle, ms + lateMs);
    });
  },
  expectedStatuses: (...statuses: readonly number[]) => ({ statuses }),
};
