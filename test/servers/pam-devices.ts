import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { listen } from './listen';

/**
 * An assistant as people know it from their phones: an answer goes to every device of the user, and each device is greeted with what the
 * user and the assistant said last, in this run of the server or an earlier one.
 */
export async function startDevices(): Promise<{ readonly url: string; users(): string[]; stop(): void }> {
  const devices = new Map<string, Set<WebSocket>>();
  const said = new Map<string, string[]>();
  const http = createServer((_request, response) => response.writeHead(404).end());
  const verifyClient = ({ req }: { req: IncomingMessage }) => req.headers.authorization !== undefined;
  const server = new WebSocketServer({ server: http, path: '/api/v1/pam', verifyClient });
  server.on('connection', (socket, request) => {
    const user = subjectOf(request.headers.authorization ?? '');
    const messages = said.get(user) ?? [];
    const ours = devices.get(user) ?? new Set();
    said.set(user, messages);
    devices.set(user, ours.add(socket));
    const history = () => JSON.stringify({ type: 'history', messages: messages.slice(-50) });
    socket.send(history());
    socket.on('close', () => ours.delete(socket));
    socket.on('message', (data) => {
      const { type, id, content } = JSON.parse(String(data));
      if (type === 'history') return socket.send(history());
      messages.push(content);
      for (const device of ours)
        if (device.readyState === WebSocket.OPEN)
          device.send(JSON.stringify({ type: 'response', id, content: `You said: ${content}` }));
    });
  });
  const url = `ws://127.0.0.1:${await listen(http)}`;
  return {
    url,
    users: () => [...said.keys()],
    stop() {
      for (const client of server.clients) client.terminate();
      http.close();
    },
  };
}

/** Of a token, which is not checked here. */
const subjectOf = (authorization: string): string =>
  JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()).sub;
