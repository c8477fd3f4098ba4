import type { Receipt } from '../engine/receipt';
import type { Outcome } from './outcome';

/** See `Flow`. */
export const atOnceMs = 100;

/**
 * What a user does on one socket. The session calls these functions, and what one of them throws costs this socket and no other.
 * At most eight fields: an object with more is a large one in k6.
 */
export interface Flow {
  /** For the log: `user 3`. */
  readonly who: string;
  /** The outcome of the socket is also that of a task (metric `task_ok`). Default false. */
  readonly isTask?: boolean;
  /** The socket is none of the document's load: whether it opens, and how it ends, is not counted. Default false. */
  readonly isExtra?: boolean;
  /** How long the socket stays open after `done`, to hear what comes late, in milliseconds. Default 0: it is closed at once. */
  readonly lingerMs?: number;
  /**
   * A socket that the target closes within this many milliseconds of its opening counts as not connected: many servers accept everybody and
   * then close. Default 100, and then only where the target has said nothing.
   */
  readonly atOnceMs?: number | undefined;
  /** An open socket is no connection yet: the flow calls `letIn` when it is, and has the time of a connect for it. Default false. */
  readonly enters?: boolean;
  /** How binary frames are written and read, where the protocol has them. Absent: one of them is a protocol error. */
  readonly frames?: Frames | undefined;
  /** The socket is open. No deadline is armed: a flow that waits for the target arms its own with `expectWithin`. */
  opened(session: Session): void;
  /**
   * A message came: text, or the bytes of a binary frame as text. The outcome may be known by then: the socket lingers, or the binary
   * frame has cost the socket. A flow without this function hears nothing: its messages are neither counted nor watched for lag.
   */
  message?(session: Session, text: string, receipt: Receipt): void;
  /** A message came that means nothing to the flow, because its user is not in yet: it is searched for markers. */
  overheard?(session: Session, text: string, receipt: Receipt): void;
  /** Called once and last: the outcome is recorded and the socket is closed, or will be as soon as it opens. */
  over(session: Session, outcome: Outcome): void;
}

/** One socket, as its flow has it. None of the functions throws for what the network does. */
export interface Session {
  /** How it ended, from the moment at which that is known. */
  readonly outcome: Outcome | undefined;
  /** The user is in: it is connected from now on. For a flow that enters. */
  letIn(): void;
  /** @param timeoutMs from now until the session times out unless it settles. */
  expectWithin(timeoutMs: number): void;
  /** @returns false where the target has closed the socket: the message is not sent, and the session settles as closed early. */
  send(text: string): boolean;
  bufferedBytes(): number;
  /** @param taken is called when the peer has read all that was sent until now; never, if it does not read. */
  whenTaken(taken: () => void): void;
  /** When a message was received, on the clock of `now()`, for a latency. Its lag is looked at too. */
  receivedAtMs(receipt: Receipt): number;
  /** Fixes the outcome and ends the socket; later calls change nothing. Never throws. */
  settle(outcome: Outcome): void;
  /** Runs what a timer or a promise does for this socket, so that an exception costs this socket only. */
  attempt(action: () => void): void;
  /** What the script does for this socket failed, by an exception or a rejected promise. Never throws. */
  fail(error: unknown): void;
}

/** Messages as the bytes of binary frames. */
export interface Frames {
  encode(text: string): ArrayBuffer;
  decode(data: ArrayBuffer): string;
}
