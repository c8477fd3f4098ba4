import { createServer, type IncomingMessage } from 'node:http';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { listen } from './listen';

/** What a proxy does to one in n frames that a server sends with a marker. By default seven: in tasks of five it is each of them in turn. */
export type Fault = 'leaks' | 'drops' | 'repeats' | 'swaps';

export interface BrokenProxy {
  readonly url: string;
  stop(): Promise<void>;
}

interface Frame {
  readonly data: RawData;
  readonly isBinary: boolean;
}

/**
 * A WebSocket proxy in front of a server: cookies, headers and subprotocols go through, and frames in their order. Without a fault it
 * changes nothing.
 * @param server URL with ws.
 */
export async function startBrokenProxy(server: string, fault?: Fault, oneOf = 7): Promise<BrokenProxy> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first ?? false });
  const upstreams = new Set<WebSocket>();
  const cookies = new WeakMap<IncomingMessage, readonly string[]>();
  sockets.on('headers', (lines, request) => {
    lines.push(...(cookies.get(request) ?? []).map((cookie) => `Set-Cookie: ${cookie}`));
  });
  const clients: WebSocket[] = [];
  let marked = 0;

  function pass(frame: Frame, to: WebSocket, held: Frame[]): void {
    const send = ({ data, isBinary }: Frame, client = to) => client.send(data, { binary: isBinary });
    const other = clients.find((client) => client !== to && client.readyState === WebSocket.OPEN);
    const isChosen = frame.data.toString().includes('MARKER_') && ++marked % oneOf === 0;
    const chosen = isChosen ? fault : undefined;
    if (chosen === 'swaps') return void held.push(frame);
    if (chosen !== 'drops') send(frame);
    for (const late of held.splice(0)) send(late);
    if (chosen === 'repeats') send(frame);
    // To nobody where nobody else is there: the client's own would be a repeat.
    if (chosen === 'leaks' && other) send(frame, other);
  }

  http.on('upgrade', (request, connection, head) => {
    connection.on('error', () => {});
    const upstream = new WebSocket(`${server}${request.url}`, protocolsOf(request), { headers: passedOn(request) });
    upstreams.add(upstream);
    upstream.on('error', () => connection.destroy());
    // As the server sends them, also before the client is there.
    const early: Frame[] = [];
    upstream.on('message', (data, isBinary) => early.push({ data, isBinary }));
    upstream.on('upgrade', ({ headers }) => cookies.set(request, headers['set-cookie'] ?? []));
    upstream.on('unexpected-response', (_request, { statusCode }) =>
      connection.end(`HTTP/1.1 ${statusCode} refused\r\nConnection: close\r\n\r\n`),
    );
    upstream.on('open', () =>
      sockets.handleUpgrade(request, connection, head, (client) => {
        clients.push(client);
        const held: Frame[] = [];
        upstream.removeAllListeners('message');
        upstream.on('message', (data, isBinary) => pass({ data, isBinary }, client, held));
        for (const frame of early) pass(frame, client, held);
        client.on('message', (data, isBinary) => upstream.send(data, { binary: isBinary }));
        client.on('error', () => {});
        client.on('close', (code, reason) => upstream.close(...closeOf(code, reason)));
        upstream.on('close', (code, reason) => client.close(...closeOf(code, reason)));
      }),
    );
  });
  const port = await listen(http);
  return {
    url: `ws://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of [...upstreams, ...sockets.clients]) socket.terminate();
        http.close(() => resolve());
      }),
  };
}

const protocolsOf = ({ headers }: IncomingMessage): string[] =>
  (headers['sec-websocket-protocol'] ?? '').split(/,\s*/).filter((name) => name !== '');

/** All but what is between two hosts. */
const passedOn = ({ headers }: IncomingMessage): IncomingMessage['headers'] =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:host|connection|upgrade|sec-websocket-.*)$/.test(name)),
  );

/** Codes that stand for no Close frame cannot be sent. */
const closeOf = (code: number, reason: Buffer): [number?, string?] =>
  code === 1005 || code === 1006 ? [] : [code, reason.toString()];
