import type { FastifyReply, FastifyRequest } from 'fastify';
import type { System } from '../system';
import type { Threads } from '../threads';
import { type BookContext, keepBook } from './book';
import { collect } from './collect';
import { capabilities, config, describeHealth, workflows } from './descriptions';
import { instanceOf } from './instance-of';
import type { Job } from './jobs';
import { createWorkshop } from './workshop';

export interface AgentContext extends BookContext {
  readonly threads: Pick<Threads, 'start'>;
}

/** The agent API of document 004. */
export function createAgentSystem(context: AgentContext): System {
  const workshop = createWorkshop(context.threads);

  /** Answers 400 to a body that names no instance. */
  function aboutInstance(answer: (instanceId: string, reply: FastifyReply) => unknown) {
    return ({ body }: FastifyRequest, reply: FastifyReply) => {
      const instance = instanceOf(body);
      if ('reason' in instance) return reply.code(400).send({ message: instance.reason });
      return answer(instance.instanceId, reply);
    };
  }

  function work(kind: Job['kind']) {
    return aboutInstance((instanceId, reply) => {
      const answer = workshop.take({ kind, instanceId }, () => reply.raw.destroyed);
      if (answer !== undefined) return answer;
      return reply.code(503).header('retry-after', '1').send({ message: 'too many jobs are waiting; come back later' });
    });
  }

  return {
    name: 'agent',
    sockets: [],
    register(app) {
      keepBook(app, context);
      app.get('/api/v1/health', describeHealth);
      app.get('/api/v1/config', () => config);
      app.get('/api/v1/capabilities', () => capabilities);
      app.get('/api/v1/workflows', () => workflows);
      app.post('/api/v1/metrics/collect', aboutInstance(collect));
      app.post('/api/v1/analyze', work('analyze'));
      app.post('/api/v1/optimize', work('optimize'));
    },
  };
}
