import type { RefinedResponse } from 'k6/http';
import { anySuccess } from '../http/expectation';
import { failureOf } from '../metrics/failures';
import type { TaskMarkers } from '../websocket/flows/task-markers';
import type { Outcome } from '../websocket/session/outcome';
import { type Parts, partsOf } from './events';
import { listen } from './listen';
import type { StreamProtocol } from './stream-protocol';

/** What k6 says of a request when its answer has ended, or was cut off. */
export type StreamAnswer = Pick<
  RefinedResponse<'text'>,
  'status' | 'error' | 'error_code' | 'timings' | 'headers' | 'body'
>;

/** k6's codes for the whole request and for the dial. */
const timeouts: readonly number[] = [1050, 1211];

/** Whether an answer began. k6 gives no status to one that was cut off or timed out, but the bytes that came, and when the first came. */
export const hasBegun = ({ status, timings }: StreamAnswer): boolean =>
  status > 0 ? anySuccess.includes(status) : timings.waiting > 0;

export const partsIn = ({ body }: StreamAnswer, format: StreamProtocol['format']): Parts =>
  partsOf(body ?? '', format ?? 'events');

/** What came of a task. Every byte that came is searched for markers, whatever became of the answer. */
export function outcomeOf(answer: StreamAnswer, parts: Parts, markers: TaskMarkers): Outcome {
  const { status, error, error_code: code, headers } = answer;
  const heard = listen(markers, parts);
  if (status > 0 && !anySuccess.includes(status)) return { kind: 'refused', reason: failureOf(status, code) };
  // An end that does not come costs the task, also behind its completion: without it nobody knows when that was.
  const isOver = heard === undefined || heard.kind === 'done';
  if (status === 0 && isOver) {
    if (timeouts.includes(code)) return { kind: 'timed-out', phase: hasBegun(answer) ? 'task' : 'connect' };
    return hasBegun(answer) ? { kind: 'closed-early', code: undefined } : { kind: 'refused', reason: error };
  }
  if (heard) return heard;
  if (parts.whole.length > 0) return { kind: 'closed-early', code: undefined };
  return { kind: 'protocol-error', what: `no event in an answer of the type ${headers['Content-Type'] ?? 'none'}` };
}
