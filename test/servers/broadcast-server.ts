import { createServer, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Served, serveSockets } from './listen';

/** A client of a channel. */
export interface Member {
  readonly socket: WebSocket;
  readonly channel: string;
  /** Number of the client among all of the server, from 0. */
  readonly number: number;
}

/** How a server that speaks document 001 differs from others. Without an option all clients of a channel hear each message at once. */
export interface HubHabits {
  joins?(member: Member): void;
  /** @param members of the channel of the sender. */
  fanOut?(text: string, members: readonly Member[], sender: Member | undefined, all: readonly Member[]): void;
  /** Answers a broadcast that is posted. @returns whether it goes out. */
  posted?(response: ServerResponse): boolean;
}

export const toAll = (text: string, members: readonly Member[]): void => {
  for (const { socket } of members) socket.send(text);
};

/** A hub on plain node:http and ws. */
export async function serveHub({ joins, fanOut = toAll, posted }: HubHabits = {}): Promise<Served> {
  const members = new Set<Member>();
  let number = 0;
  const channelOf = (url = '') => new URL(url, 'http://hub').searchParams.get('channel') ?? '';
  const broadcast = (text: string, channel: string, sender?: Member) => {
    const all = [...members];
    fanOut(
      text,
      all.filter((member) => member.channel === channel),
      sender,
      all,
    );
  };
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (posted?.(response) ?? true) broadcast(body, channelOf(request.url));
    response.end();
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => {
    const member = { socket, channel: channelOf(request.url), number: number++ };
    members.add(member);
    socket.on('close', () => members.delete(member));
    socket.on('error', () => {});
    joins?.(member);
    socket.on('message', (text) => broadcast(String(text), member.channel, member));
  });
  return serveSockets(http, sockets);
}
