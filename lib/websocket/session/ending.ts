import type { Close } from '../engine/engine';
import type { Outcome } from './outcome';

/** `unwanted`: settled before it opened. `entering`: open, but its user is not in yet. */
export type SocketState = 'connecting' | 'unwanted' | 'entering' | 'open' | 'closed';

/** What a close means that the script did not ask for. @param state before it. */
export function outcomeOfClose(state: SocketState, { code, reason, error }: Close): Outcome {
  if (state === 'open') return { kind: 'closed-early', code, reason };
  if (state === 'entering') return { kind: 'turned-away', by: 'close', code, reason };
  return { kind: 'refused', reason: error ?? 'closed during the handshake' };
}

/** What a deadline means that has passed. @param last message that came; undefined: none. */
export function outcomeOfTimeout(state: SocketState, last: string | undefined): Outcome {
  const phase = state === 'open' ? 'task' : state === 'entering' ? 'enter' : 'connect';
  return { kind: 'timed-out', phase, last };
}
