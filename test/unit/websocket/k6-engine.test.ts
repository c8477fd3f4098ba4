import http from 'k6/http';
import { describe, expect, it, vi } from 'vitest';
import type { ConnectRequest, SocketHandlers } from '../../../lib/websocket/engine/engine';
import { k6Engine } from '../../../lib/websocket/engine/k6-engine';
import { startTarget } from './target';

/** Handlers that note what they are told, and the connection. */
function connect(url: string, request: Pick<ConnectRequest, 'headers' | 'jar'> = {}) {
  const told: unknown[][] = [];
  const handlers: SocketHandlers = {
    opened: () => told.push(['opened']),
    text: (data) => told.push(['text', data]),
    binary: (data) => told.push(['binary', data.byteLength]),
    closed: ({ code, error }) => told.push(['closed', code, error]),
  };
  return { told, connection: k6Engine.connect({ url, subprotocols: [], name: 'test', ...request }, handlers) };
}

describe("k6's engine", () => {
  it('tells of a socket from its opening to its close, in order', async () => {
    const { url } = await startTarget({
      connected(socket) {
        socket.send('hello');
        socket.send(Buffer.from([1, 2, 3]));
        socket.close(4001);
      },
    });
    const { told } = connect(`${url}/ws/1`);
    await vi.waitFor(() => expect(told).toHaveLength(4));
    expect(told).toEqual([['opened'], ['text', 'hello'], ['binary', 3], ['closed', 4001, undefined]]);
  });

  it("tells the engine's words for a socket that never opened", async () => {
    const { told } = connect('ws://127.0.0.1:1');
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(told[0]).toEqual(['closed', undefined, expect.stringContaining('ECONNREFUSED')]);
  });

  it('calls back when the peer has read what was sent before a Ping frame', async () => {
    const read: string[] = [];
    const { url } = await startTarget({
      connected: (socket) => socket.on('message', (text) => read.push(String(text))),
    });
    const { told, connection } = connect(url);
    await vi.waitFor(() => expect(told).toEqual([['opened']]));
    connection.send('one');
    connection.send('two');
    await new Promise<void>((resolve) => connection.ping(resolve));
    expect([read, connection.bufferedBytes()]).toEqual([['one', 'two'], 0]);
    connection.close();
  });

  it('sends the headers of the handshake', async () => {
    let sent: string | undefined;
    const { url } = await startTarget({
      upgrade(request, _socket, accept) {
        sent = request.headers.authorization;
        accept();
      },
    });
    const { told, connection } = connect(url, { headers: { Authorization: 'Bearer of-a-test' } });
    await vi.waitFor(() => expect(told).toEqual([['opened']]));
    expect(sent).toBe('Bearer of-a-test');
    connection.close();
  });

  it('keeps the cookies of a jar, and of no other', async () => {
    const sent: (string | undefined)[] = [];
    const { url } = await startTarget({
      connected: (socket) => socket.close(),
      upgrade(request, socket, accept) {
        sent.push(request.headers.cookie);
        // A balancer that sends the client to a half of its own.
        if (sent.length === 1) socket.end('HTTP/1.1 503 Unavailable\r\nSet-Cookie: half=b; Path=/\r\n\r\n');
        else accept();
      },
    });
    const jar = new http.CookieJar();
    for (const each of [jar, undefined, jar]) {
      const { told } = connect(url, { jar: each });
      await vi.waitFor(() => expect(told.at(-1)?.[0]).toBe('closed'));
    }
    expect(sent).toEqual([undefined, undefined, 'half=b']);
  });

  it('sends nothing on a socket that the peer has closed, and throws nothing', async () => {
    const { url } = await startTarget({ connected: (socket) => socket.close(1011) });
    const { told, connection } = connect(url);
    expect(connection.send('too early')).toBe(false);
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(connection.send('too late')).toBe(false);
    connection.ping(() => expect.unreachable());
  });

  it('does not close a socket that is connecting or closed', async () => {
    const { url, clients } = await startTarget();
    const { told, connection } = connect(url);
    connection.close();
    await vi.waitFor(() => expect(told).toEqual([['opened']]));
    connection.close();
    await vi.waitFor(() => expect(clients.size).toBe(0));
    connection.close();
    await vi.waitFor(() => expect(told).toHaveLength(2));
  });
});
