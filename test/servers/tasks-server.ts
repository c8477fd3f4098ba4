import { createServer, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Served, serveSockets } from './listen';

/** A habit of a server that speaks document 000: what it says to a task. */
export type Habit = (
  lines: readonly string[],
  say: Say,
  task: { readonly number: number; readonly text: string },
) => void;

/** What a server of tasks says. */
export interface Say {
  /** An output event with this text. */
  output(text: string): void;
  complete(): void;
}

/** How a server takes its sockets. Default: all of them. */
export interface Doors {
  /** What is answered in place of an upgrade: the head of an HTTP answer, without the blank line. */
  readonly refuse?: (request: IncomingMessage) => string | undefined;
  /** Headers of the upgrade. */
  readonly headers?: (request: IncomingMessage) => readonly string[];
  readonly opened?: (socket: WebSocket, request: IncomingMessage) => void;
}

/** A task system on plain node:http and ws, on loopback and below the ports that the system gives to clients. */
export async function serveTasks(habit: Habit, { refuse, headers, opened }: Doors = {}): Promise<Served> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  if (headers) sockets.on('headers', (lines, request) => lines.push(...headers(request)));
  let number = 0;
  http.on('upgrade', (request, connection, head) => {
    connection.on('error', () => {});
    const refusal = refuse?.(request);
    if (refusal !== undefined) return connection.end(`${refusal}\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => {});
      const send = (event_type: string, data: object) => socket.send(JSON.stringify({ event_type, data }));
      const say: Say = {
        output: (message) => send('output', { message }),
        complete: () => send('complete', {}),
      };
      socket.on('message', (message) => {
        const { task } = JSON.parse(String(message)) as { task?: string };
        if (task !== undefined) habit(linesOf(task), say, { number: number++, text: task });
      });
      opened?.(socket, request);
    });
  });
  return serveSockets(http, sockets);
}

const linesOf = (task: string): string[] => task.slice('Print exactly: '.length).split('\n');

/** An output for each line, then the completion. */
export const onceEach: Habit = (lines, say) => {
  for (const line of lines) say.output(line);
  say.complete();
};
