import type { FastifyInstance } from 'fastify';
import type { MetricsRegistry } from '../metrics/registry';
import type { Stats } from '../stats';
import { DefectError } from '../switch/parse';
import type { DefectSwitch } from '../switch/switch';

export interface ControlContext {
  readonly defects: DefectSwitch;
  readonly metrics: MetricsRegistry;
  /** Resolves when the systems are as the defects say. */
  adapt(): Promise<void>;
  stats(): Stats;
}

const defectsBody = {
  type: 'object',
  required: ['defects'],
  additionalProperties: false,
  properties: { defects: { type: 'array', items: { type: 'string' } } },
};

/** The routes that report on the testbed itself and switch its defects while it runs. */
export function registerControlRoutes(app: FastifyInstance, context: ControlContext): void {
  const { defects, adapt, metrics, stats } = context;
  const listDefects = () => ({ defects: defects.list() });

  app.get('/metrics', (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.scrape();
  });
  app.get('/testbed/stats', () => stats());
  app.get('/testbed/defects', listDefects);
  app.put<{ Body: { defects: string[] } }>(
    '/testbed/defects',
    { schema: { body: defectsBody } },
    async (request, reply) => {
      try {
        defects.set(request.body.defects);
      } catch (error) {
        if (error instanceof DefectError) return reply.code(400).send({ message: error.message });
        throw error;
      }
      await adapt();
      return listDefects();
    },
  );
  app.delete('/testbed/defects', async () => {
    defects.set([]);
    await adapt();
    return listDefects();
  });
}
