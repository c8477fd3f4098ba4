import { openCount } from '../../load/open-count';
import { arm, type Deadline, disarm } from '../../runtime/deadline';
import { recordScriptError } from '../../runtime/script-error';
import { asText } from '../engine/binary';
import type { Connection, ConnectRequest, Engine, Receipt, SocketHandlers } from '../engine/engine';
import type { Outcome } from './outcome';

/** What a scenario does with one socket. Whatever these functions throw costs this socket and no other. */
export interface Behaviour {
  /** The socket is open. */
  opened(session: Session): void;
  /** A text message came. Also called after the socket settled, until it is closed. */
  text(session: Session, data: string, receipt: Receipt): void;
  /** Once, when the outcome is known. The socket may stay open for a while if the behaviour did not close it. */
  settled(session: Session, outcome: Outcome): void;
}

/**
 * One socket that settles exactly once. The deadline is armed before anything is sent. A socket that is still connecting is never
 * closed, because k6 deadlocks when the handshake then fails: it is marked and closed when it opens.
 */
export class Session implements SocketHandlers {
  isOpen = false;
  outcome: Outcome | undefined;
  private readonly behaviour: Behaviour;
  private connection: Connection | undefined;
  private deadline: Deadline | undefined;
  private phase: 'connect' | 'task' = 'connect';
  private closing = false;

  /** Opens the socket; how that went is told to the behaviour. */
  constructor(engine: Engine, request: ConnectRequest, connectTimeoutMs: number, behaviour: Behaviour) {
    this.behaviour = behaviour;
    this.deadline = arm(connectTimeoutMs, this);
    try {
      this.connection = engine.connect(request, this);
    } catch (error) {
      this.settle({ kind: 'script-error', error });
    }
  }

  /** Runs what a timer or a promise does for this socket, so that what it throws costs this socket only. */
  attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What the script does for this socket has failed; also where a promise was rejected. */
  fail(error: unknown): void {
    if (this.outcome) recordScriptError('a socket that had settled', error);
    else this.settle({ kind: 'script-error', error });
    this.close();
  }

  /** @param timeoutMs from now until the session is timed out unless it settles. */
  expectWithin(timeoutMs: number): void {
    disarm(this.deadline);
    this.deadline = arm(timeoutMs, this);
  }

  send(text: string): void {
    this.connection?.send(text);
  }

  bufferedBytes(): number {
    return this.connection?.bufferedBytes() ?? 0;
  }

  /** @param taken is called when the peer has read all that was sent until now; never, where it does not read. */
  whenTaken(taken: () => void): void {
    this.connection?.ping(taken);
  }

  /** Fixes the outcome; later calls change nothing. Does not close the socket. */
  settle(outcome: Outcome): void {
    if (this.outcome) return;
    this.outcome = outcome;
    disarm(this.deadline);
    try {
      this.behaviour.settled(this, outcome);
    } catch (error) {
      // The outcome is fixed, and what the behaviour has not recorded is missing.
      recordScriptError('a socket that settled', error);
      this.close();
    }
  }

  /** Closes the socket now, or as soon as it is open. */
  close(): void {
    this.closing = true;
    if (!this.isOpen) return;
    try {
      this.connection?.close();
    } catch (error) {
      recordScriptError('a socket that was closed', error);
    }
  }

  opened(): void {
    this.isOpen = true;
    openCount.add(1);
    if (this.closing) return this.close();
    disarm(this.deadline);
    this.phase = 'task';
    try {
      this.behaviour.opened(this);
    } catch (error) {
      this.fail(error);
    }
  }

  text(data: string, receipt: Receipt): void {
    try {
      this.behaviour.text(this, data, receipt);
    } catch (error) {
      this.fail(error);
    }
  }

  binary(data: ArrayBuffer, receipt: Receipt): void {
    this.settle({ kind: 'protocol-error', what: `a binary frame of ${data.byteLength} bytes` });
    // No protocol here has binary frames, but what is in one may be another's.
    this.text(asText(data), receipt);
    this.close();
  }

  closed({ code, error }: { readonly code: number | undefined; readonly error: string | undefined }): void {
    const wasOpen = this.isOpen;
    this.isOpen = false;
    if (wasOpen) openCount.add(-1);
    this.settle(
      wasOpen ? { kind: 'closed-early', code } : { kind: 'refused', reason: error ?? 'closed during the handshake' },
    );
  }

  timedOut(): void {
    this.settle({ kind: 'timed-out', phase: this.phase });
    this.close();
  }
}
