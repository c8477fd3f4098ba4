import type { Connection, Engine, SocketHandlers } from '../../../lib/websocket/engine/engine';
import type { Flow, Session } from '../../../lib/websocket/session/flow';
import type { Outcome } from '../../../lib/websocket/session/outcome';
import { SocketSession } from '../../../lib/websocket/session/session';

export const receipt = { timestamp: 0 };
export const request = { url: 'ws://target/ws/1', name: 'test' };
export const connectTimeoutMs = 1000;

/** A socket whose network is the test. */
export class FakeConnection implements Connection {
  state: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';
  readonly sent: (string | ArrayBuffer)[] = [];
  readonly handlers: SocketHandlers;
  failsToClose = false;
  /** k6 deadlocks after that. */
  wasClosedConnecting = false;

  constructor(handlers: SocketHandlers) {
    this.handlers = handlers;
  }

  open(): void {
    this.state = 'open';
    this.handlers.opened();
  }

  receive(text: string): void {
    this.handlers.text(text, receipt);
  }

  end(close: { code?: number; reason?: string; error?: string } = {}): void {
    this.state = 'closed';
    this.handlers.closed({ code: close.code, reason: close.reason, error: close.error });
  }

  send(text: string | ArrayBuffer): boolean {
    if (this.state !== 'open') return false;
    this.sent.push(text);
    return true;
  }

  bufferedBytes(): number {
    return 0;
  }

  ping(): void {}

  close(): void {
    if (this.state === 'connecting') this.wasClosedConnecting = true;
    if (this.failsToClose) throw new Error('the engine cannot close it');
    if (this.state === 'open') this.state = 'closing';
  }
}

/** A flow that only notes what the session tells it; a test replaces the function that it is about. */
export class NotingFlow implements Flow {
  readonly who = 'user 7';
  readonly outcomes: Outcome[] = [];
  readonly texts: string[] = [];

  opened(_session: Session): void {}
  message(_session: Session, text: string): void {
    this.texts.push(text);
  }
  over(_session: Session, outcome: Outcome): void {
    this.outcomes.push(outcome);
  }
}

/** A session of a flow on a fake socket. @returns with the outcomes that its caller was told. */
export function startFlow(flow: Flow) {
  const made: FakeConnection[] = [];
  const ended: Outcome[] = [];
  const engine: Engine = {
    connect(_request, handlers) {
      const connection = new FakeConnection(handlers);
      made.push(connection);
      return connection;
    },
  };
  const session = new SocketSession(engine, request, connectTimeoutMs, flow, (outcome) => ended.push(outcome));
  const [connection] = made;
  if (!connection) throw new Error('the session opened no socket');
  return { session, connection, ended };
}

/** The same, of a flow that notes what it is told. */
export function startSession(changes: Partial<Flow> = {}) {
  const flow = Object.assign(new NotingFlow(), changes);
  return { ...startFlow(flow), outcomes: flow.outcomes, texts: flow.texts };
}
