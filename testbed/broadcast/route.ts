import type { FastifyInstance } from 'fastify';
import type { Broadcaster } from './broadcaster';
import { channelOf } from './channel-of';

/** `POST /api/broadcast?channel=run-1`: the body, which must be JSON, goes out byte for byte as it came. */
export function registerBroadcastRoute(app: FastifyInstance, broadcast: Broadcaster): void {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const reason = findFault(String(body));
    if (reason === undefined) done(null, body);
    else done(Object.assign(new Error(reason), { statusCode: 400 }));
  });
  app.post<{ Body: string | undefined }>('/api/broadcast', ({ url, body }, reply) => {
    if (body === undefined) return reply.code(400).send({ message: 'the body is missing; expected JSON' });
    const channel = channelOf(url);
    return { channel, receivers: broadcast(channel, body) };
  });
}

function findFault(body: string): string | undefined {
  try {
    JSON.parse(body);
    return undefined;
  } catch (error) {
    return `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
