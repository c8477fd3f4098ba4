import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DefectHooks, pass } from '../defects/hooks';
import type { Tally } from '../observe/tally';
import type { Population } from '../sockets/population';

export interface BookContext {
  readonly defects: DefectHooks;
  readonly population: Population;
  readonly tally: Tally;
}

/** Follows every request to the routes of this instance: how many are in work, and how they were answered. */
export function keepBook(app: FastifyInstance, { defects, population, tally }: BookContext): void {
  function count({ routeOptions }: FastifyRequest, result: string): void {
    const { url: endpoint = '' } = routeOptions;
    tally.agent[endpoint] ??= {};
    const results = tally.agent[endpoint];
    results[result] = (results[result] ?? 0) + 1;
  }

  app.addHook('onRequest', (request, reply, done) => {
    population.agentRequestsInWork++;
    // Fastify's onResponse is not called for a client that has gone away.
    reply.raw.once('close', () => {
      population.agentRequestsInWork--;
      if (!reply.raw.writableFinished) count(request, 'abandoned');
    });
    const { agentRequest } = defects.hooks;
    if (agentRequest === undefined) return done();
    const refuse = (status: number, reason: string) => void reply.code(status).send({ message: reason });
    pass(agentRequest, { inWork: population.agentRequestsInWork, refuse }, () => done());
  });
  app.addHook('onResponse', (request, { raw }, done) => {
    if (raw.writableFinished) count(request, String(raw.statusCode));
    done();
  });
}
