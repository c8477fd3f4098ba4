import http, { type CookieJar } from 'k6/http';
import { httpUrl, taskTimeoutMs } from '../environment/target';
import { encoded } from '../http/encoded';
import { tookMsOf } from '../http/took';
import { now } from '../runtime/clock';
import type { Speaker } from '../websocket/dialect/speaker';
import type { StreamAnswer } from './answer';
import type { StreamProtocol } from './stream-protocol';

/** An answer, and how long it waited for its handler. */
export interface Asked {
  readonly answer: StreamAnswer;
  readonly lagMs: number;
}

/**
 * Starts a task, and waits for the end of its answer.
 * @param text what the task prints. @param jar the user's own: k6's is the VU's, and the cookies of one user would go to the next.
 * @throws what the protocol throws.
 */
export async function ask(protocol: StreamProtocol, speaker: Speaker, text: string, jar: CookieJar): Promise<Asked> {
  const { name, method = 'POST', format, path, headers, body } = protocol;
  const content = encoded(body?.(text, speaker));
  const params = {
    tags: { name },
    timeout: taskTimeoutMs(),
    redirects: 0,
    responseType: 'text' as const,
    jar,
    headers: {
      Accept: format === 'lines' ? 'application/x-ndjson' : 'text/event-stream',
      ...(content.type && { 'Content-Type': content.type }),
      ...headers?.(speaker),
    },
  };
  const url = httpUrl(path(text, speaker));
  const sentMs = now();
  const answer = await http.asyncRequest(method, url, content.text, params);
  const lagMs = Math.max(0, now() - sentMs - tookMsOf(answer.timings));
  return { answer: answer as StreamAnswer, lagMs };
}
