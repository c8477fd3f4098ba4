import type { Connection, Engine, SocketHandlers } from '../../../lib/websocket/engine/engine';
import type { Outcome } from '../../../lib/websocket/session/outcome';
import { type Behaviour, Session } from '../../../lib/websocket/session/session';

export const receipt = { timestamp: 0 };
export const request = { url: 'ws://target/ws/1', name: 'test' };
export const connectTimeoutMs = 1000;

/** A socket whose network is the test. Closing it while it is still connecting is what k6 cannot bear. */
export class FakeConnection implements Connection {
  state: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting';
  readonly sent: string[] = [];
  readonly handlers: SocketHandlers;
  failsToClose = false;

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

  end(close: { code?: number; error?: string } = {}): void {
    this.state = 'closed';
    this.handlers.closed({ code: close.code, error: close.error });
  }

  send(text: string): void {
    this.sent.push(text);
  }

  bufferedBytes(): number {
    return 0;
  }

  ping(): void {}

  close(): void {
    if (this.state === 'connecting') throw new Error('closed while connecting: k6 deadlocks');
    if (this.failsToClose) throw new Error('the engine cannot close it');
    if (this.state === 'open') this.state = 'closing';
  }
}

/** A behaviour that does nothing but note what it is told; a test replaces what it is about. */
export class NotingBehaviour implements Behaviour {
  readonly outcomes: Outcome[] = [];
  readonly texts: string[] = [];

  opened(_session: Session): void {}
  text(_session: Session, data: string): void {
    this.texts.push(data);
  }
  settled(_session: Session, outcome: Outcome): void {
    this.outcomes.push(outcome);
  }
}

/** A session on a fake socket. */
export function startSession(changes: Partial<Behaviour> = {}) {
  const noting = new NotingBehaviour();
  const made: FakeConnection[] = [];
  const engine: Engine = {
    connect(_request, handlers) {
      const connection = new FakeConnection(handlers);
      made.push(connection);
      return connection;
    },
  };
  const session = new Session(engine, request, connectTimeoutMs, Object.assign(noting, changes));
  const [connection] = made;
  if (!connection) throw new Error('the session opened no socket');
  return { session, connection, outcomes: noting.outcomes, texts: noting.texts };
}
