import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Served, serveSockets } from './listen';

export const chatSecret = 'another-secret';

/** A message of a user: `message` or `history`. */
export interface Said {
  readonly type: string;
  readonly id: string;
  readonly content: string;
}

/** What this server knows of one user, on all sockets. */
export interface ChatUser {
  readonly name: string;
  readonly said: string[];
}

/** How a server that speaks document 003 differs from others. Without an option it checks tokens and answers at once. */
export interface ChatHabits {
  /** Who comes, or the status with which they are refused. */
  admit?(request: IncomingMessage): string | number;
  /** Headers of the upgrade of a user who is let in. */
  headers?(user: string): readonly string[];
  /** Called before the upgrade. */
  delay?(open: () => void): void;
  greet?(send: Send, user: ChatUser): void;
  hear?(send: Send, said: Said, user: ChatUser): void;
}

export type Send = (event: object) => void;

/** Answers what was said, and the history with all that the user said. */
export function answer(send: Send, { type, id, content }: Said, { said }: ChatUser): void {
  if (type === 'history') return send({ type: 'history', messages: said });
  said.push(content);
  send({ type: 'response', id, content: `You said: ${content}` });
}

/** A chat on plain node:http and ws. */
export async function serveChat(habits: ChatHabits = {}): Promise<Served> {
  const { admit = userOf, headers, delay = (open) => open(), greet, hear = answer } = habits;
  const users = new Map<string, ChatUser>();
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const named = new WeakMap<IncomingMessage, string>();
  if (headers) sockets.on('headers', (lines, request) => lines.push(...headers(named.get(request) ?? '')));
  const welcome = (socket: WebSocket, name: string) => {
    const user = users.get(name) ?? { name, said: [] };
    users.set(name, user);
    const send: Send = (event) => socket.send(JSON.stringify(event));
    greet?.(send, user);
    socket.on('message', (text) => hear(send, JSON.parse(String(text)) as Said, user));
  };
  http.on('upgrade', (request, connection, head) => {
    connection.on('error', () => {});
    const name = admit(request);
    if (typeof name === 'number')
      return connection.end(`HTTP/1.1 ${name} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    named.set(request, name);
    delay(() => sockets.handleUpgrade(request, connection, head, (socket) => welcome(socket, name)));
  });
  return serveSockets(http, sockets);
}

/** Whose token a request brings, or 401. @param checksExpiry false: a token of the past is as good. */
export function userOf({ headers: { authorization = '' } }: IncomingMessage, checksExpiry = true): string | number {
  const [head = '', body = '', signature] = authorization.replace('Bearer ', '').split('.');
  const own = createHmac('sha256', chatSecret).update(`${head}.${body}`).digest('base64url');
  if (signature !== own) return 401;
  const { sub, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { sub: string; exp: number };
  return checksExpiry && exp < Date.now() / 1000 ? 401 : sub;
}
