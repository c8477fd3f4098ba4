import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import { listen, type Served } from './listen';

/** Plain node:http, which none of our systems is. */
export const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Served> =>
  listening(createServer(answer), 'http');

export const listening = async (server: Server, scheme: string): Promise<Served> => ({
  url: `${scheme}://127.0.0.1:${await listen(server)}`,
  stop: () => stopped(server),
});

const stopped = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
  });

/** Document 004's answers, without a field more than it asserts. */
export const agentAnswers: Readonly<Record<string, unknown>> = {
  '/api/v1/health': { up: true },
  '/api/v1/config': { agent_id: 'other' },
  '/api/v1/capabilities': { capabilities: [] },
  '/api/v1/workflows': [],
};

/** Answers as JSON. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
