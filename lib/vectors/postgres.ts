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

export interface PostgresModule {
  pool(options: { readonly connectionString: string; readonly name: string; readonly max: number }): PostgresPool;
}
