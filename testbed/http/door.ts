import type { FastifyInstance } from 'fastify';
import { type DefectHooks, pass } from '../defects/hooks';

/** Every route that is declared on this instance is behind the defects' `request` point; what tells of the testbed itself is not. */
export function registerDoor(app: FastifyInstance, defects: DefectHooks): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { request: hook } = defects.hooks;
    if (hook === undefined) return done();
    const route = request.routeOptions.url ?? request.url;
    const refuse = (status: number, reason: string) => void reply.code(status).send({ message: reason });
    pass(hook, { route, refuse }, () => {
      // Who has gone away meanwhile has told so already, and would be waited for by all that comes behind the door.
      if (!reply.raw.destroyed) done();
    });
  });
}
