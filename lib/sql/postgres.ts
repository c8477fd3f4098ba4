// What this library needs of k6/x/postgres, in types of its own: a project that imports the library need not know the extension.

/** What goes to the server: `Date` as timestamptz, arrays as arrays, other objects as jsonb. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly Value[]
  | { readonly [key: string]: unknown };

export type Row = Readonly<Record<string, unknown>>;

/** Session settings of one statement or transaction, such as `{ 'app.tenant': id }` or `{ role: 'reader' }`; the next one does not have them. */
export type Settings = Readonly<Record<string, string>>;

/** One statement of a batch. */
export interface Sql {
  readonly text: string;
  readonly values?: readonly Value[];
}

export interface Rows<R = Row> {
  readonly rows: readonly R[];
  readonly rowCount: number;
  /** From the call to the last row, the wait for a connection among it, in milliseconds. */
  readonly tookMs: number;
}

/** What a batch gave: the rows of each of its statements. */
export type BatchRows = readonly Omit<Rows, 'tookMs'>[] & Pick<Rows, 'tookMs'>;

export interface CallOptions {
  readonly tags?: Readonly<Record<string, string>>;
  readonly settings?: Settings;
  /** In milliseconds, instead of the pool's own. */
  readonly statementTimeoutMs?: number;
}

export interface TransactionOptions extends CallOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

/** What a pool and a transaction can both do. Each promise rejects with a PostgresError. */
export interface Queryable {
  query<R = Row>(text: string, values?: readonly Value[], options?: CallOptions): Promise<Rows<R>>;
  /** All of them in one round trip and one transaction: the first that fails undoes the others. */
  batch(statements: readonly Sql[], options?: CallOptions): Promise<BatchRows>;
}

export interface Pool extends Queryable {
  transaction<T>(callback: (transaction: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

/** Options of the extension's `pool()`, as far as they are used here. */
export interface PoolOptions {
  readonly connectionString: string;
  readonly name: string;
  readonly max: number;
  readonly acquireTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** Why a call failed. */
export interface PostgresError {
  readonly name: 'PostgresError';
  readonly message: string;
  readonly where: 'pool' | 'network' | 'server' | 'client';
  /** SQLSTATE, where the server answered one. */
  readonly code?: string;
  /** The SQLSTATE, or `pool`, `network`, `timeout`, `stopped`. */
  readonly kind: string;
  /** From the call to its failure, in milliseconds. */
  readonly tookMs?: number;
}

export const isPostgresError = (error: unknown): error is PostgresError =>
  (error as { name?: unknown } | null)?.name === 'PostgresError';

/** The extension, as far as it is used here. */
export interface PostgresModule {
  pool(options: PoolOptions): Pool;
}
