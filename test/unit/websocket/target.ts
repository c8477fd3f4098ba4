import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen } from '../../servers/listen';

/** How a target of a test behaves. Without an option it does what any server does. */
export interface TargetOptions {
  /** A socket opened. */
  readonly connected?: (socket: WebSocket, path: string) => void;
  /** A client asks for an upgrade. Default: it is accepted. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, accept: () => void) => void;
}

/** A WebSocket server on the loopback interface that is closed after the test. @returns its URL and what came to it. */
export async function startTarget({ connected, upgrade }: TargetOptions = {}) {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const raw: Duplex[] = [];
  const paths: string[] = [];
  http.on('upgrade', (request, socket, head) => {
    raw.push(socket);
    socket.on('error', () => {});
    const path = request.url ?? '';
    const accept = () =>
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        paths.push(path);
        connected?.(webSocket, path);
      });
    if (upgrade) upgrade(request, socket, accept);
    else accept();
  });
  const port = await listen(http);
  onTestFinished(() => {
    for (const socket of raw) socket.destroy();
    http.close();
  });
  return { url: `ws://127.0.0.1:${port}`, paths, clients: sockets.clients };
}

/** The lines that a task of document 000 asks the target to print. */
export const linesOf = (message: unknown): string[] =>
  (JSON.parse(String(message)) as { task: string }).task.slice('Print exactly: '.length).split('\n');

export const output = (text: string): string => JSON.stringify({ event_type: 'output', data: { message: text } });
export const complete = '{"event_type":"complete","data":{}}';

/** Answers every task as document 000 asks: an output for each line, then the completion. */
export function answerTasks(socket: WebSocket): void {
  socket.on('message', (message) => {
    for (const line of linesOf(message)) socket.send(output(line));
    socket.send(complete);
  });
}
