import type { Prerequisite } from '../environment/prerequisite';

// What is used here of k6/x/postgres, which stock k6 does not have: extension/postgres/index.d.ts describes all of it.

export interface PostgresPool {
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    /** From the call to the last row, in milliseconds. */
    readonly tookMs?: number;
  }>;
}

/** What a pool's promises reject with. */
export interface PostgresError {
  readonly name: 'PostgresError';
  readonly message: string;
  readonly where: 'pool' | 'network' | 'server' | 'client';
  readonly kind: string;
  readonly code?: string;
  readonly tookMs?: number;
}

export const isPostgresError = (error: unknown): error is PostgresError =>
  (error as { name?: unknown } | null)?.name === 'PostgresError';

interface PostgresModule {
  pool(options: { readonly connectionString: string; readonly name: string; readonly max: number }): PostgresPool;
}

declare const require: (name: string) => unknown;

/** In parts, so that no tool takes it for an import that must be there. */
const moduleName = ['k6', 'x', 'postgres'].join('/');

/** To be called in the init context, where alone k6 loads modules. @returns undefined in a k6 that does not have it. */
export function loadPostgres(): PostgresModule | undefined {
  try {
    return require(moduleName) as PostgresModule;
  } catch {
    return undefined;
  }
}

export const needsPostgres = (module: PostgresModule | undefined): Prerequisite => ({
  what: 'a k6 with k6/x/postgres',
  check() {
    if (!module)
      throw new Error(
        'This k6 has no k6/x/postgres, which pgvector is reached through. Build one that has it with `npx loadmark k6`.',
      );
  },
});
