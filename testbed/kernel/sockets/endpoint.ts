import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Kernel } from '../contract';
import { pass } from '../switch/hooks';
import { Connection } from './connection';
import { refuseUpgrade, type Upgrade } from './upgrade';

/** One connection's side of a protocol. */
export interface Session {
  receive(text: string): void;
  /** The connection has closed; nothing can be sent any more. */
  closed(): void;
}

/** Turns upgrade requests into sessions of a system. `id` is the connection's. */
export type Endpoint = (request: IncomingMessage, head: Buffer, id: string) => void;

/** Far above any message of the documents; a longer one closes its socket with code 1009. */
const maxMessageBytes = 1024 * 1024;

/** `begin` is called for each connection once its handshake is done, before anything is read from it. */
export function createEndpoint(kernel: Kernel, system: string, begin: (connection: Connection) => Session): Endpoint {
  const { defects, connections, traffic } = kernel;
  const { openBySystem } = traffic;
  openBySystem[system] ??= 0;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // 20 times the memory per connection, for messages that are too short to gain by it.
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  });

  function open(webSocket: WebSocket, { id, tcp }: Upgrade): void {
    const connection = new Connection({ system, id }, webSocket, tcp, traffic);
    const session = begin(connection);
    traffic.connections.accepted++;
    connections.add(connection);
    countOpen(1);
    webSocket.on('message', (data, isBinary) => {
      traffic.messagesReceived++;
      if (isBinary) webSocket.close(1003, 'text frames only');
      else pass(defects.hooks.message, { connection, text: data.toString() }, ({ text }) => session.receive(text));
    });
    webSocket.on('close', (code) => {
      traffic.closes[code] = (traffic.closes[code] ?? 0) + 1;
      connections.delete(connection);
      countOpen(-1);
      pass(defects.hooks.close, connection, () => session.closed());
    });
    // ws reports a broken frame here and then closes; without a listener it would end the process.
    webSocket.on('error', () => {});
    pass(defects.hooks.open, connection, () => {});
  }

  function countOpen(change: 1 | -1): void {
    openBySystem[system] = (openBySystem[system] ?? 0) + change;
  }

  return (request, head, id) => {
    const tcp = request.socket;
    const refuse: Upgrade['refuse'] = (status, reason, headers) => refuseUpgrade(traffic, tcp, status, reason, headers);
    pass(defects.hooks.upgrade, { system, id, request, tcp, head, refuse }, (upgrade) =>
      server.handleUpgrade(request, tcp, head, (webSocket) => open(webSocket, upgrade)),
    );
  };
}
