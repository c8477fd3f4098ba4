import type { FastifyInstance } from 'fastify';
import { type DefectHooks, pass } from '../switch/hooks';

/** Every route that is declared on this instance is behind the defects' `request` point; what tells of the testbed itself is not. */
export function registerDoor(app: FastifyInstance, defects: DefectHooks): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { request: hook } = defects.hooks;
    if (hook === undefined) return done();
    const route = request.routeOptions.url ?? request.url;
    const refuse = (status: number, reason: string) => void reply.code(status).send({ message: reason });
    pass(hook, { route, refuse }, () => {
      // A client that has gone away meanwhile has caused its close event already: what comes behind the door would wait for it forever.
      if (!reply.raw.destroyed) done();
    });
  });
}
