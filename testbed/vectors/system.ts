import type { RunningSystem, System } from '../kernel/contract';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** Start a PostgreSQL with pgvector. @default false */
    readonly vectors?: boolean;
  }
}

/** The vector database of document 002: a PostgreSQL with pgvector, where one is asked for. */
export const system: System = {
  name: 'vectors',
  options: [{ flags: '--vectors', does: 'start a PostgreSQL with pgvector' }],

  async start(_kernel, { vectors = false }): Promise<RunningSystem | undefined> {
    if (!vectors) return undefined;
    const { startVectorStore } = await import('./store');
    const { url, server } = await startVectorStore();
    return { settings: { VECTORS_URL: url }, stop: () => server.stop() };
  },
};
