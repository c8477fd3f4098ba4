import { agentAnswers, sendJson, serve } from './http-server';
import type { Served } from './listen';

/** The agent API that cuts the connection at every n-th request, unless that is the connection's first. Counts what it was asked. */
export async function startCuts(every: number): Promise<Served & { asked(): number }> {
  let asked = 0;
  const seen = new WeakSet<object>();
  const server = await serve(({ url = '', socket }, response) => {
    if (++asked % every === 0 && seen.has(socket)) return socket.destroy();
    seen.add(socket);
    sendJson(response, agentAnswers[url] ?? {});
  });
  return { ...server, asked: () => asked };
}
