import type { FastifyInstance } from 'fastify';
import { type DefectHooks, pass } from '../defects/hooks';
import type { Tally } from '../observe/tally';
import type { Population } from '../sockets/population';

export interface AdmissionContext {
  readonly defects: DefectHooks;
  readonly population: Population;
  readonly tally: Tally;
  /** So many requests may be in work; one more is refused at once, which costs little and tells the client to come back. */
  readonly maxInWork: number;
}

/**
 * Lets a bounded number of requests into work, and answers 503 with Retry-After to those above. A request has its place from its
 * first byte until its answer is out or its client is gone.
 */
export function registerAdmission(app: FastifyInstance, context: AdmissionContext): void {
  const { defects, population, tally, maxInWork } = context;
  app.addHook('onRequest', (_request, reply, done) => {
    const asked = { inWork: population.requestsInWork, limit: maxInWork, cut: () => void reply.raw.destroy() };
    pass(defects.hooks.admission, asked, ({ inWork, limit }) => {
      if (inWork >= limit) {
        tally.graph.refused++;
        reply.code(503).header('retry-after', '1');
        reply.send({ message: `${limit} requests are in work, which is the limit; come back later` });
        return;
      }
      population.requestsInWork++;
      reply.raw.once('close', () => population.requestsInWork--);
      done();
    });
  });
}
