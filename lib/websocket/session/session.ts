import { openCount } from '../../load/open-count';
import { now } from '../../runtime/clock';
import { arm, type Deadline, disarm } from '../../runtime/deadline';
import { later } from '../../runtime/pace';
import { recordScriptError } from '../../runtime/script-error';
import { asText } from '../engine/binary';
import type { Connection, ConnectRequest, Engine, Receipt, SocketHandlers } from '../engine/engine';
import { LagWatch } from './lag';
import type { Outcome } from './outcome';
import { recordExtra, recordMessages, recordOutcome, recordTask } from './record';

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
   * A socket that the target closes within this many milliseconds of its opening, without a word, counts as not connected: many servers
   * accept everybody and then close. Default 100.
   */
  readonly atOnceMs?: number;
  /** The socket is open. No deadline is armed: a flow that waits for the target arms its own with `expectWithin`. */
  opened(session: Session): void;
  /**
   * A message came: text, or the bytes of a binary frame as text. The outcome may be known by then: the socket lingers, or the binary
   * frame has cost the socket. A flow without this function hears nothing: its messages are neither counted nor watched for lag.
   */
  message?(session: Session, text: string, receipt: Receipt): void;
  /** Called once and last: the outcome is recorded and the socket is closed, or will be as soon as it opens. */
  over(session: Session, outcome: Outcome): void;
}

/**
 * One socket that settles exactly once. The session owns the deadline, the lag, the outcome and their recording; the flow says what
 * happens on the socket. The deadline is armed before anything is sent. A socket that is still connecting is never closed, because k6
 * deadlocks when the handshake then fails: it is marked as unwanted and closed when it opens.
 */
export class Session implements SocketHandlers {
  outcome: Outcome | undefined;
  private state: 'connecting' | 'unwanted' | 'open' | 'closed' = 'connecting';
  private readonly flow: Flow;
  private readonly ended: ((outcome: Outcome) => void) | undefined;
  private connection: Connection | undefined;
  private deadline: Deadline | undefined;
  /** Made at the first message: thousands of sockets may wait for theirs. */
  private lag: LagWatch | undefined;
  /** When the socket opened, as long as the target has said nothing since; on the clock of `now()`. */
  private silentSinceMs: number | undefined;

  /** Opens the socket. @param ended is called after the flow's `over`, also where that throws. Must not throw itself. */
  constructor(
    engine: Engine,
    request: ConnectRequest,
    connectTimeoutMs: number,
    flow: Flow,
    ended?: (outcome: Outcome) => void,
  ) {
    this.flow = flow;
    this.ended = ended;
    this.deadline = arm(connectTimeoutMs, this);
    try {
      this.connection = engine.connect(request, this);
    } catch (error) {
      this.settle({ kind: 'script-error', error });
    }
  }

  /** @param timeoutMs from now until the session times out unless it settles. */
  expectWithin(timeoutMs: number): void {
    disarm(this.deadline);
    this.deadline = arm(timeoutMs, this);
  }

  /** @returns false where the target has closed the socket: the message is not sent, and the session settles as closed early. */
  send(text: string): boolean {
    return this.connection?.send(text) ?? false;
  }

  bufferedBytes(): number {
    return this.connection?.bufferedBytes() ?? 0;
  }

  /** @param taken is called when the peer has read all that was sent until now; never, if it does not read. */
  whenTaken(taken: () => void): void {
    this.connection?.ping(() => {
      this.silentSinceMs = undefined;
      taken();
    });
  }

  /** When a message was received, on the clock of `now()`, for a latency. Its lag is looked at too. */
  receivedAtMs(receipt: Receipt): number {
    this.lag ??= new LagWatch();
    return this.lag.look(receipt);
  }

  /** Fixes the outcome and ends the socket; later calls change nothing. Never throws. */
  settle(outcome: Outcome): void {
    if (!this.fix(outcome)) return;
    const { lingerMs = 0 } = this.flow;
    if (outcome.kind === 'done' && lingerMs > 0) later(lingerMs, () => this.end(outcome));
    else this.end(outcome);
  }

  /** Runs what a timer or a promise does for this socket, so that an exception costs this socket only. */
  attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What the script does for this socket failed, by an exception or a rejected promise. Never throws. */
  fail(error: unknown): void {
    if (!this.outcome) return this.settle({ kind: 'script-error', error });
    recordScriptError('a socket that had settled', error);
    this.close();
  }

  opened(): void {
    const { state } = this;
    this.state = 'open';
    openCount.add(1);
    if (state === 'unwanted') return this.close();
    disarm(this.deadline);
    this.silentSinceMs = now();
    try {
      this.flow.opened(this);
    } catch (error) {
      this.fail(error);
    }
  }

  text(data: string, receipt: Receipt): void {
    if (!this.flow.message) return;
    this.silentSinceMs = undefined;
    this.lag ??= new LagWatch();
    this.lag.message(receipt);
    try {
      this.flow.message(this, data, receipt);
    } catch (error) {
      this.fail(error);
    }
  }

  binary(data: ArrayBuffer, receipt: Receipt): void {
    const outcome: Outcome = { kind: 'protocol-error', what: `a binary frame of ${data.byteLength} bytes` };
    const isEnd = this.fix(outcome);
    // No protocol here has binary frames, but one may hold another user's marker.
    this.text(asText(data), receipt);
    if (isEnd) this.end(outcome);
    else this.close();
  }

  closed({ code, error }: { readonly code: number | undefined; readonly error: string | undefined }): void {
    const wasOpen = this.state === 'open';
    this.state = 'closed';
    if (wasOpen) openCount.add(-1);
    this.settle(
      wasOpen ? { kind: 'closed-early', code } : { kind: 'refused', reason: error ?? 'closed during the handshake' },
    );
  }

  timedOut(): void {
    this.settle({ kind: 'timed-out', phase: this.state === 'open' ? 'task' : 'connect' });
  }

  /** Records the outcome. @returns false if it was known before. */
  private fix(outcome: Outcome): boolean {
    if (this.outcome) return false;
    this.outcome = outcome;
    disarm(this.deadline);
    // A socket that the target closed early is closed by now.
    const wasOpened = outcome.kind === 'closed-early' ? !this.wasClosedAtOnce() : this.state === 'open';
    if (this.flow.isExtra) recordExtra(outcome, this.flow.who);
    else recordOutcome(outcome, wasOpened, this.flow.who);
    if (this.flow.isTask) recordTask(outcome);
    return true;
  }

  private wasClosedAtOnce(): boolean {
    return this.silentSinceMs !== undefined && now() - this.silentSinceMs < (this.flow.atOnceMs ?? atOnceMs);
  }

  private end(outcome: Outcome): void {
    this.close();
    if (this.lag) recordMessages(this.lag);
    try {
      this.flow.over(this, outcome);
    } catch (error) {
      // The outcome is fixed, and what the flow has not recorded is missing.
      recordScriptError('a socket that settled', error);
    }
    this.ended?.(outcome);
  }

  private close(): void {
    if (this.state === 'connecting') this.state = 'unwanted';
    if (this.state !== 'open') return;
    try {
      this.connection?.close();
    } catch (error) {
      recordScriptError('a socket that was closed', error);
    }
  }
}
