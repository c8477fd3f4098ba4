import type { FastifyInstance } from 'fastify';
import { type DefectHooks, pass } from '../kernel/switch/hooks';
import type { GraphBook } from './book';

export interface AdmissionContext {
  readonly defects: DefectHooks;
  readonly book: GraphBook;
  /** At most this many requests may be in work; one more is refused at once, which costs little and tells the client to come back. */
  readonly maxInWork: number;
}

/**
 * Lets a bounded number of requests into work, and answers 503 with Retry-After to those above. A request has its place from its
 * first byte until its answer is out or its client is gone.
 */
export function registerAdmission(app: FastifyInstance, context: AdmissionContext): void {
  const { defects, book, maxInWork } = context;
  app.addHook('onRequest', (_request, reply, done) => {
    const asked = { inWork: book.inWork, limit: maxInWork, cut: () => void reply.raw.destroy() };
    pass(defects.hooks.admission, asked, ({ inWork, limit }) => {
      if (inWork >= limit) {
        book.counts.refused++;
        reply.code(503).header('retry-after', '1');
        reply.send({ message: `${limit} requests are in work, which is the limit; come back later` });
        return;
      }
      book.inWork++;
      reply.raw.once('close', () => book.inWork--);
      done();
    });
  });
}
