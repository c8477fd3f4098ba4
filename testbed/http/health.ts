import type { FastifyInstance } from 'fastify';
import type { SystemName } from '../system';

export interface HealthContext {
  readonly systems: readonly SystemName[];
  readonly defects: { active(): string[] };
}

/** `GET /health`. It waits for no place and no turn, so that it answers also while the graph API has too much to do. */
export function registerHealthRoute(app: FastifyInstance, { systems, defects }: HealthContext): void {
  const startedAt = performance.now();
  app.get('/health', () => ({
    status: 'ok',
    systems,
    uptimeSeconds: Math.round((performance.now() - startedAt) / 1000),
    defects: defects.active(),
  }));
}
