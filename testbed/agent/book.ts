import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DefectHooks, pass } from '../kernel/switch/hooks';

/** What the agent API knows about its requests. */
export interface AgentBook {
  /** Requests that have come and were not answered yet. */
  inWork: number;
  /** Since the start of the testbed, by endpoint and by status, which is `abandoned` when the client went away first. */
  readonly counts: Record<string, Record<string, number>>;
}

declare module '../kernel/stats' {
  interface Stats {
    /** Requests to the agent API that have come and were not answered yet. */
    readonly agentRequestsInWork: number;
    readonly agent: AgentBook['counts'];
  }
}

/** Keeps the book on every request to the routes of this instance. */
export function keepBook(app: FastifyInstance, book: AgentBook, defects: DefectHooks): void {
  function count({ routeOptions }: FastifyRequest, result: string): void {
    const { url: endpoint = '' } = routeOptions;
    book.counts[endpoint] ??= {};
    const results = book.counts[endpoint];
    results[result] = (results[result] ?? 0) + 1;
  }

  app.addHook('onRequest', (request, reply, done) => {
    book.inWork++;
    // Fastify's onResponse is not called for a client that has gone away.
    reply.raw.once('close', () => {
      book.inWork--;
      if (!reply.raw.writableFinished) count(request, 'abandoned');
    });
    const { agentRequest } = defects.hooks;
    if (agentRequest === undefined) return done();
    const refuse = (status: number, reason: string) => void reply.code(status).send({ message: reason });
    pass(agentRequest, { inWork: book.inWork, refuse }, () => done());
  });
  app.addHook('onResponse', (request, { raw }, done) => {
    if (raw.writableFinished) count(request, String(raw.statusCode));
    done();
  });
}
