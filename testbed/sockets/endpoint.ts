import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type DefectHooks, pass } from '../defects/hooks';
import type { Tally } from '../observe/tally';
import { type Address, Connection } from './connection';
import type { Population } from './population';
import { type Upgrade, writeRefusal } from './upgrade';

/** What every WebSocket endpoint of a testbed shares. */
export interface EndpointContext {
  readonly defects: DefectHooks;
  readonly population: Population;
  readonly tally: Tally;
}

/** One connection's side of a protocol. */
export interface Session {
  receive(text: string): void;
  /** The connection has closed; nothing can be sent any more. */
  closed(): void;
}

/** Makes a system's sessions of upgrade requests. */
export interface Endpoint {
  upgrade(request: IncomingMessage, head: Buffer, address: Address): void;
}

/** Far above any message of the documents; a longer one closes its socket with code 1009. */
const maxMessageBytes = 1024 * 1024;

/** `begin` is called for each connection once its handshake is done, before anything is read from it. */
export function createEndpoint(context: EndpointContext, begin: (connection: Connection) => Session): Endpoint {
  const { defects, population, tally } = context;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // 20 times the memory per connection, for messages that are too short to gain by it.
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
  });

  function open(address: Address, webSocket: WebSocket, upgrade: Upgrade): void {
    const connection = new Connection(address, webSocket, upgrade.tcp, tally);
    const session = begin(connection);
    tally.connections.accepted++;
    population.open.add(connection);
    webSocket.on('message', (data, isBinary) => {
      tally.messagesReceived++;
      if (isBinary) webSocket.close(1003, 'text frames only');
      else pass(defects.hooks.message, { connection, text: data.toString() }, ({ text }) => session.receive(text));
    });
    webSocket.on('close', (code) => {
      tally.closes[code] = (tally.closes[code] ?? 0) + 1;
      population.open.delete(connection);
      pass(defects.hooks.close, connection, () => session.closed());
    });
    // ws reports a broken frame here and then closes; without a listener it would end the process.
    webSocket.on('error', () => {});
    pass(defects.hooks.open, connection, () => {});
  }

  return {
    upgrade(request, head, address) {
      const tcp = request.socket;
      function refuse(status: number, reason: string, headers: Readonly<Record<string, string>> = {}): void {
        tally.connections.refused++;
        writeRefusal(tcp, status, reason, headers);
      }
      pass(defects.hooks.upgrade, { ...address, request, tcp, head, refuse }, (upgrade) =>
        server.handleUpgrade(request, tcp, head, (webSocket) => open(address, webSocket, upgrade)),
      );
    },
  };
}
