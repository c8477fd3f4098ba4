import { type ClientRequest, request } from 'node:http';
import { type Answer, ask, tell } from '../helpers/http';

export function askStats(httpUrl: string): Promise<Answer> {
  return ask(`${httpUrl}/api/graph/stats`);
}

/** `query` what comes after the question mark. */
export function askSearch(httpUrl: string, query: string): Promise<Answer> {
  return ask(`${httpUrl}/api/graph/nodes/search${query}`);
}

export function askTraverse(httpUrl: string, body: unknown): Promise<Answer> {
  return tell(`${httpUrl}/api/graph/traverse`, body);
}

/** A traversal whose body never ends: it keeps its place in work until it is destroyed. */
export function openRequest(port: number): ClientRequest {
  const sent = request({
    port,
    method: 'POST',
    path: '/api/graph/traverse',
    headers: { 'content-type': 'application/json', 'content-length': 100 },
  });
  sent.on('error', () => {});
  sent.write('{');
  return sent;
}
