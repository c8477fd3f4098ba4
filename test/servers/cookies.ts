import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { type Served, serveSockets } from './listen';

/** Jobs on ws for those who come from the app with a session, and on a second job with the ticket that the first gave them as a cookie. */
export async function startCookies(): Promise<Served> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, string>();
  sockets.on('headers', (lines, { headers }) => {
    const session = sessionOf(headers.cookie);
    tickets.set(session, `T${tickets.size}`);
    lines.push(`Set-Cookie: ticket=${tickets.get(session)}; Path=/`);
  });
  http.on('upgrade', (request, connection, head) => {
    const { origin, cookie } = request.headers;
    const ticket = tickets.get(sessionOf(cookie));
    const isKnown = ticket === undefined || cookie?.includes(`ticket=${ticket}`);
    if (origin !== 'https://app.example.org' || sessionOf(cookie) === '' || !isKnown)
      return connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('message', (data, isBinary) => {
        if (!isBinary) return socket.close(1003, 'only binary frames are read here');
        const lines = String(JSON.parse(String(data)).run).split('\n');
        const pack = (...messages: object[]) =>
          socket.send(Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join('')));
        for (let at = 0; at < lines.length; at += 2)
          pack(...lines.slice(at, at + 2).map((text) => ({ kind: 'line', text })));
        pack({ kind: 'saved' }, { kind: 'end' });
      });
    });
  });
  return serveSockets(http, sockets);
}

const sessionOf = (cookie = ''): string => /\bsession=([^;]+)/.exec(cookie)?.[1] ?? '';
