import { required } from '../environment/env';
import { connectTimeoutMs, requestTimeoutMs } from '../environment/target';
import type { Request } from '../requests/request';
import { type BatchOptions, batch } from './batch';
import { postgresModule } from './module';
import type { Pool, Row, Settings, Value } from './postgres';
import { type StatementOptions, statement } from './statement';
import { type TransactionRequestOptions, transaction } from './transaction';

/** How a scenario reaches the database of DATABASE_URL. */
export interface DatabaseOptions {
  /** Pools of one name are one pool, which all VUs share. Default: `app`. */
  readonly name?: string;
  /** Connections at most. Default: 20. */
  readonly max?: number;
  /** How long a statement waits for a connection. Default: TASK_TIMEOUT, or 30 s. */
  readonly acquireTimeoutMs?: number;
  /** How long a statement may take when it has one. Default: TASK_TIMEOUT, or 30 s. */
  readonly statementTimeoutMs?: number;
}

/** A database whose statements are requests: whatever drives requests drives them. */
export interface Database {
  statement<R extends Row = Row>(options: StatementOptions<R>): Request;
  batch(options: BatchOptions): Request;
  transaction(options: TransactionRequestOptions): Request;
  /** For what comes before a load or after it; no metric counts it. */
  query<R = Row>(text: string, values?: readonly Value[], settings?: Settings): Promise<readonly R[]>;
}

/** A pool of connections to DATABASE_URL, opened when a load first asks for it. */
export function database(options: DatabaseOptions = {}): Database {
  let opened: Pool | undefined;
  const pool = () => {
    opened ??= open(options);
    return opened;
  };
  return {
    statement: (of) => statement(pool, of),
    batch: (of) => batch(pool, of),
    transaction: (of) => transaction(pool, of),
    query: async <R>(text: string, values?: readonly Value[], settings?: Settings) =>
      (await pool().query<R>(text, values, settings && { settings })).rows,
  };
}

const open = ({ name = 'app', max = 20, acquireTimeoutMs, statementTimeoutMs }: DatabaseOptions): Pool =>
  postgresModule().pool({
    connectionString: required('DATABASE_URL'),
    name,
    max,
    acquireTimeoutMs: acquireTimeoutMs ?? requestTimeoutMs(),
    statementTimeoutMs: statementTimeoutMs ?? requestTimeoutMs(),
    connectTimeoutMs: connectTimeoutMs(),
  });
