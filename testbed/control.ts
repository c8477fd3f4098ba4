import type { FastifyInstance } from 'fastify';
import { DefectError } from './defects/parse';
import type { DefectSwitch } from './defects/switch';
import type { Metrics } from './observe/metrics';
import type { Stats } from './observe/stats';

export interface ControlContext {
  readonly defects: DefectSwitch;
  readonly metrics: Metrics;
  stats(): Stats;
}

const defectsBody = {
  type: 'object',
  required: ['defects'],
  additionalProperties: false,
  properties: { defects: { type: 'array', items: { type: 'string' } } },
};

/** What one asks the testbed about itself, and how its defects are switched while it runs. */
export function registerControlRoutes(app: FastifyInstance, context: ControlContext): void {
  const { defects, metrics, stats } = context;
  const listDefects = () => ({ defects: defects.list() });

  app.get('/metrics', (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.scrape();
  });
  app.get('/testbed/stats', () => stats());
  app.get('/testbed/defects', listDefects);
  app.put<{ Body: { defects: string[] } }>('/testbed/defects', { schema: { body: defectsBody } }, (request, reply) => {
    try {
      defects.set(request.body.defects);
    } catch (error) {
      if (error instanceof DefectError) return reply.code(400).send({ message: error.message });
      throw error;
    }
    return listDefects();
  });
  app.delete('/testbed/defects', () => {
    defects.set([]);
    return listDefects();
  });
}
