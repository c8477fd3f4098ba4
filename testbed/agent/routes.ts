import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DefectHooks } from '../kernel/switch/hooks';
import type { Threads } from '../kernel/threads';
import { type AgentBook, keepBook } from './book';
import { collect } from './collect';
import { capabilities, config, describeHealth, workflows } from './descriptions';
import { instanceOf } from './instance-of';
import type { Job } from './jobs';
import { createWorkshop } from './workshop';

export interface AgentContext {
  readonly book: AgentBook;
  readonly defects: DefectHooks;
  readonly threads: Pick<Threads, 'start'>;
}

export function registerAgentRoutes(app: FastifyInstance, { book, defects, threads }: AgentContext): void {
  const workshop = createWorkshop(threads);

  function work(kind: Job['kind']) {
    return aboutInstance((instanceId, reply) => {
      const answer = workshop.take({ kind, instanceId }, () => reply.raw.destroyed);
      if (answer !== undefined) return answer;
      return reply.code(503).header('retry-after', '1').send({ message: 'too many jobs are waiting; come back later' });
    });
  }

  keepBook(app, book, defects);
  app.get('/api/v1/health', describeHealth);
  app.get('/api/v1/config', () => config);
  app.get('/api/v1/capabilities', () => capabilities);
  app.get('/api/v1/workflows', () => workflows);
  app.post('/api/v1/metrics/collect', aboutInstance(collect));
  app.post('/api/v1/analyze', work('analyze'));
  app.post('/api/v1/optimize', work('optimize'));
}

/** Answers 400 to a body that names no instance. */
function aboutInstance(answer: (instanceId: string, reply: FastifyReply) => unknown) {
  return ({ body }: FastifyRequest, reply: FastifyReply) => {
    const instance = instanceOf(body);
    if ('reason' in instance) return reply.code(400).send({ message: instance.reason });
    return answer(instance.instanceId, reply);
  };
}
