import http, { type CookieJar } from 'k6/http';
import { connectTimeoutMs, httpUrl } from '../../environment/target';
import { encoded } from '../../http/encoded';
import { expectationOf } from '../../http/expectation';
import { tookMsOf } from '../../http/took';
import { failureOf, withoutWhatItMustHold } from '../../metrics/failures';
import { recordScriptError } from '../../runtime/script-error';
import { recordShortage } from '../../runtime/shortage';
import type { Call } from './call';
import { type Speaker, saidTo } from './speaker';

/** What came of a call. */
export interface Called {
  /** Undefined: it is a success. */
  readonly failure: string | undefined;
  /** What `read` made of it. */
  readonly answer: string | undefined;
  /** From the call to the last byte of its answer, the wait for a connection among it. */
  readonly tookMs: number;
}

/** Makes a call within the time of a connect. Never rejects. @param name value of k6's tag `name`. */
export async function callTarget(name: string, call: Call, speaker: Speaker, jar: CookieJar): Promise<Called> {
  const { method = 'POST', path, headers, body, accepts, read } = call;
  try {
    const { type, text: sent } = encoded(body?.(speaker));
    const expects = expectationOf(accepts);
    const params = {
      tags: { name },
      jar,
      timeout: connectTimeoutMs(),
      redirects: 0,
      responseType: read ? ('text' as const) : ('none' as const),
      headers: { ...(type && { 'Content-Type': type }), ...headers?.(speaker) },
      ...(expects.callback && { responseCallback: expects.callback }),
    };
    const {
      status,
      error,
      error_code,
      timings,
      body: text,
    } = await http.asyncRequest(method, httpUrl(saidTo(path, speaker)), sent, params);
    const tookMs = tookMsOf(timings);
    if (status === 0) recordShortage(error);
    if (!expects.includes(status)) return { failure: failureOf(status, error_code), answer: undefined, tookMs };
    return { ...readWith(read, String(text)), tookMs };
  } catch (error) {
    recordScriptError(`the call ${name} of user ${speaker.index}`, error);
    return { failure: 'not sent', answer: undefined, tookMs: 0 };
  }
}

function readWith(read: Call['read'], text: string): Pick<Called, 'failure' | 'answer'> {
  try {
    return { failure: undefined, answer: read?.(text) };
  } catch {
    return { failure: withoutWhatItMustHold, answer: undefined };
  }
}
