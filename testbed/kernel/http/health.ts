import type { FastifyInstance } from 'fastify';

export interface HealthContext {
  readonly systems: readonly string[];
  readonly defects: { active(): string[] };
}

/** `GET /health`. It waits for no place and no turn, so it also answers while the graph API is overloaded. */
export function registerHealthRoute(app: FastifyInstance, { systems, defects }: HealthContext): void {
  const startedAt = performance.now();
  app.get('/health', () => ({
    status: 'ok',
    systems,
    uptimeSeconds: Math.round((performance.now() - startedAt) / 1000),
    defects: defects.active(),
  }));
}
