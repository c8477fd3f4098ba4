import type { FastifyInstance } from 'fastify';
import { PoolExhausted } from './pools';

/** A request has no token of this API. */
export class NotLoggedIn extends Error {
  readonly statusCode = 401;

  constructor() {
    super('expected the access_token of POST /api/v1/auth/login in the header "Authorization: Bearer"');
  }
}

/**
 * Answers 503 where no connection came free in time, which a client may try again, and 500 for what else the database refuses: without its
 * words, which may have rows in them.
 */
export function refuseFailures(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { readonly code?: string; readonly statusCode?: number }, _request, reply) => {
    if (error instanceof PoolExhausted)
      return reply
        .code(503)
        .header('Retry-After', '1')
        .send({ message: 'all connections to the database are in use; try again' });
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ message: error.message });
    return reply.code(500).send({ message: `the database failed (${error.code ?? error.name})` });
  });
}
