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

export interface PostgresModule {
  pool(options: { readonly connectionString: string; readonly name: string; readonly max: number }): PostgresPool;
}
