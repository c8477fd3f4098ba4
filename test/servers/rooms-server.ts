import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen } from '../../testbed/kernel/listen';
import type { Served } from './listen';

/** How a server of rooms differs from others. Without an option the members of a room hear what is said or announced in it, once. */
export interface RoomHabits {
  /** Every n-th message is also heard in another room. */
  readonly leaks?: number;
  /** Every n-th message is heard by nobody. */
  readonly drops?: number;
  /** Every n-th message is heard twice. */
  readonly repeats?: number;
  /** The status with which every ticket is refused. */
  readonly noTickets?: number;
  /** Tickets that are given back are not known. */
  readonly keepsTickets?: boolean;
  /** What every announcement is answered with, with 202, and nobody hears it. */
  readonly refusal?: object;
}

/** Rooms of a chat, which a ticket lets in, and announcements to them by HTTP, on Fastify and ws. */
export async function serveRooms(habits: RoomHabits = {}): Promise<Served> {
  const { leaks = 0, drops = 0, repeats = 0, noTickets, keepsTickets, refusal } = habits;
  const app = Fastify({ forceCloseConnections: true });
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const rooms = new Map<string, Set<WebSocket>>();
  let said = 0;
  const isEvery = (every: number) => every > 0 && said % every === 0;
  const say = (room: string, text: string) => {
    said++;
    if (isEvery(drops)) return;
    const times = isEvery(repeats) ? 2 : 1;
    const other = isEvery(leaks) ? [...rooms].find(([name, { size }]) => name !== room && size > 0)?.[1] : undefined;
    for (let time = 0; time < times; time++) for (const member of rooms.get(room) ?? []) member.send(text);
    for (const stranger of other ?? []) stranger.send(text);
  };
  app.post('/tickets', (_request, reply) => {
    if (noTickets) return reply.code(noTickets).send({});
    const ticket = randomUUID();
    tickets.add(ticket);
    return reply.code(201).send({ ticket });
  });
  app.delete<{ Params: { ticket: string } }>('/tickets/:ticket', ({ params }, reply) =>
    reply.code(!keepsTickets && tickets.delete(params.ticket) ? 204 : 404).send(),
  );
  app.post<{ Body: { room: string; text: string } }>('/announcements', ({ body, headers }, reply) => {
    if (!headers['x-api-key']) return reply.code(401).send({});
    if (!refusal) say(body.room, JSON.stringify({ announced: body.text }));
    return reply.code(202).send(refusal ?? { ok: true });
  });
  app.server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => {});
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://rooms');
    const ticket = searchParams.get('ticket');
    // Who only listens to announcements needs none.
    if (ticket !== null && !tickets.has(ticket)) return connection.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const room = pathname.split('/')[2] ?? '';
      const members = rooms.get(room) ?? new Set();
      rooms.set(room, members.add(socket));
      socket.on('close', () => members.delete(socket));
      socket.on('error', () => {});
      socket.on('message', (text) => say(room, String(text)));
      socket.send('{"joined":true}');
    });
  });
  const port = await listen(app, '127.0.0.1', 0);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await app.close();
    },
  };
}
