/**
 * PostgreSQL for k6. Pools belong to the whole process: VUs that name the same pool share its connections, as the requests of one service
 * do. All that waits is a promise, so that one VU has many statements in flight.
 *
 * ```ts
 * import { pool } from 'k6/x/postgres';
 * const db = pool({ name: 'app', connectionString: __ENV.DATABASE_URL, max: 20 });
 * export default async function () {
 *   const { rows } = await db.query('SELECT title FROM documents WHERE id = $1', [7]);
 * }
 * ```
 */
declare module 'k6/x/postgres' {
  export interface PoolOptions {
    /** `postgres://user:password@host:port/database?sslmode=…`. It never appears in a log, a tag or an error. */
    readonly connectionString: string;
    /** Pools of one name are one pool; giving other options for a name that is taken throws. Default: `default`. */
    readonly name?: string;
    /** Connections at most. Default: 10. */
    readonly max?: number;
    /** How long a statement waits for a connection before it fails with `where: 'pool'`. Default: 30,000. */
    readonly acquireTimeoutMs?: number;
    /** How long a statement may take, connection not counted; it is cancelled then. Default: none. */
    readonly statementTimeoutMs?: number;
    /** How long opening a connection may take. Default: 10,000. */
    readonly connectTimeoutMs?: number;
  }

  /** What goes to the server: `Date` as timestamptz, arrays as arrays, other objects as jsonb, `Uint8Array` and `ArrayBuffer` as bytea. */
  export type Value =
    | string
    | number
    | bigint
    | boolean
    | null
    | undefined
    | Date
    | ArrayBuffer
    | Uint8Array
    | readonly Value[]
    | { readonly [key: string]: unknown };

  export interface StatementOptions {
    /** Of the metrics, next to the VU's own. `name` tells statements apart. */
    readonly tags?: Readonly<Record<string, string>>;
    /**
     * Session settings, such as `{ 'app.tenant': id }` for row-level security. The statement runs in a transaction of its own that has them,
     * as `set_config(name, value, true)` does: the next user of the connection does not.
     */
    readonly settings?: Readonly<Record<string, string>>;
    /** Instead of the pool's own. */
    readonly statementTimeoutMs?: number;
  }

  /** As node-postgres has it. */
  export interface QueryResult<Row = Record<string, unknown>> {
    /** int8 and numeric beyond what a number holds exactly arrive as `bigint` and string; vectors as arrays of numbers; jsonb as values. */
    readonly rows: Row[];
    readonly rowCount: number;
    readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
    /** Such as `SELECT` or `INSERT`. */
    readonly command: string;
    /** From the call to the last row, the wait for a connection among it, in milliseconds. A script's own clock also has the wait for its event loop. */
    readonly tookMs: number;
  }

  export interface Statement {
    readonly text: string;
    readonly values?: readonly Value[];
  }

  /** What a pool and a transaction can both do. Each promise rejects with a PostgresError. */
  export interface Queryable {
    query<Row = Record<string, unknown>>(
      text: string,
      values?: readonly Value[],
      options?: StatementOptions,
    ): Promise<QueryResult<Row>>;
    /** The same without rows. */
    exec(
      text: string,
      values?: readonly Value[],
      options?: StatementOptions,
    ): Promise<{ rowCount: number; command: string; tookMs: number }>;
    /** All of them in one round trip and one transaction: the first that fails undoes the others. */
    batch(
      statements: readonly Statement[],
      options?: StatementOptions,
    ): Promise<QueryResult[] & { readonly tookMs: number }>;
    /** COPY … FROM STDIN. @returns how many rows the server took. */
    copy(
      table: string,
      columns: readonly string[],
      rows: Iterable<readonly Value[]>,
      options?: StatementOptions,
    ): Promise<number>;
  }

  export interface TransactionOptions extends StatementOptions {
    /** Default: the server's own, usually `read committed`. */
    readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
    readonly readOnly?: boolean;
  }

  export interface Pool extends Queryable {
    /** Commits when the callback's promise is fulfilled, rolls back when it is rejected, and settles as it does. */
    transaction<T>(callback: (transaction: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
    /** Statements that the extension sends by itself, without JavaScript between them. */
    burst(options: BurstOptions): Promise<BurstResult>;
    stats(): PoolStats;
    /** Waits for what is under way; a pool of the same name can be made again afterwards. */
    close(): Promise<void>;
  }

  export interface BurstOptions {
    /** Sent in turn. A statement's own n-th turn takes `args[n % args.length]`. */
    readonly statements: readonly {
      readonly text: string;
      readonly args?: readonly (readonly Value[])[];
      readonly settings?: Readonly<Record<string, string>>;
      /** Value of the tag `name`. */
      readonly name?: string;
    }[];
    readonly count: number;
    /** Statements in flight. */
    readonly concurrency: number;
    readonly tags?: Readonly<Record<string, string>>;
  }

  export interface BurstResult {
    readonly done: number;
    readonly failed: number;
    readonly rows: number;
    readonly tookMs: number;
    /** By class, such as `53300` or `pool`. */
    readonly errors: Readonly<Record<string, number>>;
    /** Of those that were done, from asking for a connection to the last row, in milliseconds. */
    readonly times: {
      readonly min: number;
      readonly mean: number;
      readonly p50: number;
      readonly p95: number;
      readonly p99: number;
      readonly max: number;
    };
  }

  export interface PoolStats {
    /** Open connections, those in use, those at rest. */
    readonly total: number;
    readonly inUse: number;
    readonly idle: number;
    readonly max: number;
    /** Statements that wait for a connection. */
    readonly waiting: number;
  }

  /** Also thrown for wrong arguments, with `where: 'client'`. */
  export interface PostgresError extends Error {
    readonly name: 'PostgresError';
    /** Who refused: no connection of the pool was free in time, the network failed, the server answered an error, or the call was wrong. */
    readonly where: 'pool' | 'network' | 'server' | 'client';
    /** SQLSTATE, where the server answered one. */
    readonly code?: string;
    /** What errors are counted by: the SQLSTATE, or `pool`, `network`, `timeout`, `stopped`. */
    readonly kind: string;
    /** From the call to its failure, in milliseconds; absent of a call that was wrong. */
    readonly tookMs?: number;
    readonly severity?: string;
    readonly detail?: string;
    readonly constraint?: string;
    readonly table?: string;
  }

  export function pool(options: PoolOptions): Pool;
  /** Of the extension, such as `0.1.0`. */
  export const version: string;
}
