import { type ClientRequest, request } from 'node:http';

/** One answer of the graph API. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Answer['body'],
  };
}

export function askStats(httpUrl: string): Promise<Answer> {
  return ask(`${httpUrl}/api/graph/stats`);
}

/** `query` as it stands behind the question mark. */
export function askSearch(httpUrl: string, query: string): Promise<Answer> {
  return ask(`${httpUrl}/api/graph/nodes/search${query}`);
}

export function askTraverse(httpUrl: string, body: unknown): Promise<Answer> {
  return ask(`${httpUrl}/api/graph/traverse`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
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

/** How long it took, in ms. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await action();
  return performance.now() - startMs;
}
