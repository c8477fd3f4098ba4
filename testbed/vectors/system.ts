import type { RunningSystem, System } from '../kernel/contract';
import { createAdapter } from '../kernel/postgres/defects';
import { vectorDefects } from './defects/all';

declare module '../kernel/options' {
  interface TestbedOptions {
    /** Start a PostgreSQL with pgvector. @default false */
    readonly vectors?: boolean;
  }
}

/** The vector database of document 002: a PostgreSQL with pgvector, where one is asked for. */
export const system: System = {
  name: 'vectors',
  onlyWith: 'vectors',
  options: [{ flags: '--vectors', does: 'start a PostgreSQL with pgvector' }],

  defects: vectorDefects,

  async start(): Promise<RunningSystem> {
    const { startVectorStore } = await import('./store');
    const store = await startVectorStore();
    return {
      settings: { VECTORS_URL: store.url },
      adapt: createAdapter(vectorDefects, store),
      stop: () => store.server.stop(),
    };
  },
};
