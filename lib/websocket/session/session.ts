import { openCount } from '../../load/open-count';
import { now } from '../../runtime/clock';
import { arm, type Deadline, disarm } from '../../runtime/deadline';
import { later } from '../../runtime/pace';
import { recordScriptError } from '../../runtime/script-error';
import { asText } from '../engine/binary';
import type { Close, Connection, ConnectRequest, Engine, SocketHandlers } from '../engine/engine';
import type { Receipt } from '../engine/receipt';
import { outcomeOfClose, outcomeOfTimeout, type SocketState } from './ending';
import { atOnceMs, type Flow, type Session } from './flow';
import { Hearing } from './hearing';
import type { Outcome } from './outcome';
import { recordExtra, recordMessages, recordOutcome, recordTask } from './record';

/**
 * One socket that settles exactly once. The session owns the deadline, the lag, the outcome and their recording; the flow says what
 * happens on the socket. The deadline is armed before anything is sent. A socket that is still connecting is never closed, because k6
 * deadlocks when the handshake then fails: it is marked as unwanted and closed when it opens.
 */
export class SocketSession implements Session, SocketHandlers {
  outcome: Outcome | undefined;
  private state: SocketState = 'connecting';
  private readonly flow: Flow;
  private readonly ended: ((outcome: Outcome) => void) | undefined;
  private connection: Connection | undefined;
  private deadline: Deadline | undefined;
  /** Made at the first message: thousands of sockets may wait for theirs. */
  private heard: Hearing | undefined;
  /** When the user connected, as long as the target has said nothing since; on the clock of `now()`. */
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

  expectWithin(timeoutMs: number): void {
    disarm(this.deadline);
    this.deadline = arm(timeoutMs, this);
  }

  send(text: string): boolean {
    const { frames } = this.flow;
    return this.connection?.send(frames ? frames.encode(text) : text) ?? false;
  }

  bufferedBytes(): number {
    return this.connection?.bufferedBytes() ?? 0;
  }

  whenTaken(taken: () => void): void {
    this.connection?.ping(() => {
      this.silentSinceMs = undefined;
      taken();
    });
  }

  receivedAtMs(receipt: Receipt): number {
    this.heard ??= new Hearing();
    return this.heard.look(receipt);
  }

  settle(outcome: Outcome): void {
    if (!this.fix(outcome)) return;
    const { lingerMs = 0 } = this.flow;
    if (outcome.kind === 'done' && lingerMs > 0) later(lingerMs, () => this.end(outcome));
    else this.end(outcome);
  }

  attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    if (!this.outcome) return this.settle({ kind: 'script-error', error });
    recordScriptError('a socket that had settled', error);
    this.close();
  }

  letIn(): void {
    if (this.state !== 'entering' || this.outcome) return;
    this.state = 'open';
    openCount.add(1);
    disarm(this.deadline);
    this.silentSinceMs = now();
  }

  opened(): void {
    const isUnwanted = this.state === 'unwanted';
    this.state = 'entering';
    if (isUnwanted) return this.close();
    if (!this.flow.enters) this.letIn();
    try {
      this.flow.opened(this);
    } catch (error) {
      this.fail(error);
    }
  }

  text(data: string, receipt: Receipt): void {
    if (!this.flow.message) return;
    if (this.flow.atOnceMs === undefined) this.silentSinceMs = undefined;
    this.heard ??= new Hearing();
    this.heard.message(data, receipt);
    try {
      this.flow.message(this, data, receipt);
    } catch (error) {
      this.fail(error);
    }
  }

  binary(data: ArrayBuffer, receipt: Receipt): void {
    const { frames } = this.flow;
    if (frames) return this.text(frames.decode(data), receipt);
    const outcome: Outcome = { kind: 'protocol-error', what: `a binary frame of ${data.byteLength} bytes` };
    const isEnd = this.fix(outcome);
    // The protocol has no binary frames, but one may hold another user's marker.
    this.text(asText(data), receipt);
    if (isEnd) this.end(outcome);
    else this.close();
  }

  closed(close: Close): void {
    const { state } = this;
    this.state = 'closed';
    if (state === 'open') openCount.add(-1);
    this.settle(outcomeOfClose(state, close));
  }

  timedOut(): void {
    this.settle(outcomeOfTimeout(this.state, this.heard?.last));
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
    if (this.heard) recordMessages(this.heard);
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
    if (this.state !== 'open' && this.state !== 'entering') return;
    try {
      this.connection?.close();
    } catch (error) {
      recordScriptError('a socket that was closed', error);
    }
  }
}
