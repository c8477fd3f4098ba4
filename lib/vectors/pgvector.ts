import type { IndexOptions } from '../environment/index-options';
import { noteFailures } from '../metrics/failure-kinds';
import { sqlFailureOf, sqlFailures } from '../metrics/sql-failures';
import { isPostgresError, type PostgresError } from '../sql/postgres';
import type { PostgresPool } from './postgres';
import { StoreError, type VectorStore } from './store';

noteFailures(sqlFailures);

/** What stores 10,000 vectors of 1536 dimensions in 5 to 8 s on two cores; pgvector's own 16 and 64 take three times as long. */
const usual = { m: 8, efConstruction: 32 };

/** SQLSTATEs that say "not now": no connection is left, or the server starts or stops. */
const cleanRefusals: readonly string[] = ['53300', '53400', '57P03'];

/**
 * PostgreSQL with pgvector. Each collection is a table with an index of kind HNSW; the role must be allowed to make tables, and the extension must
 * be there, or the role be allowed to make it.
 * @param pool is asked for when the store is first used.
 */
export function pgvector(pool: () => PostgresPool, index: IndexOptions = {}): VectorStore {
  const { m = usual.m, efConstruction = usual.efConstruction, none } = index;
  const query = async (text: string, values: readonly unknown[] = []) => {
    try {
      return await pool().query(text, values);
    } catch (error) {
      throw isPostgresError(error) && error.where !== 'client' ? failureOf(error) : error;
    }
  };
  return {
    async create(collection, dimensions) {
      await query('CREATE EXTENSION IF NOT EXISTS vector');
      await query(`CREATE TABLE "${collection}" (id bigint PRIMARY KEY, embedding vector(${dimensions}) NOT NULL)`);
      if (!none)
        await query(
          `CREATE INDEX ON "${collection}" USING hnsw (embedding vector_cosine_ops) WITH (m = ${m}, ef_construction = ${efConstruction})`,
        );
    },
    drop: (collection) => query(`DROP TABLE IF EXISTS "${collection}"`),
    insert: (collection, vectors) =>
      query(
        `INSERT INTO "${collection}" SELECT id, text::vector FROM unnest($1::bigint[], $2::text[]) AS new (id, text)`,
        [vectors.map(({ id }) => id), vectors.map((vector) => `[${vector.text()}]`)],
      ),
    async search(collection, vector, count) {
      const nearest = `SELECT id FROM "${collection}" ORDER BY embedding <=> $1::text::vector LIMIT ${count}`;
      const { rows, tookMs } = await query(nearest, [`[${vector.text()}]`]);
      return { ids: rows.map(idOf), ...(tookMs !== undefined && { tookMs }) };
    },
    async find(collection, ids) {
      return (await query(`SELECT id FROM "${collection}" WHERE id = ANY($1::bigint[])`, [ids])).rows.map(idOf);
    },
    async count(collection) {
      const { rows: tables } = await query('SELECT to_regclass($1) IS NOT NULL AS there', [`"${collection}"`]);
      if (!tables[0]?.there) return 0;
      return Number((await query(`SELECT count(*) AS count FROM "${collection}"`)).rows[0]?.count);
    },
  };
}

const idOf = ({ id }: Readonly<Record<string, unknown>>): number => Number(id);

function failureOf({ message, where, kind, code, tookMs }: PostgresError): StoreError {
  return new StoreError(`PostgreSQL did not do what it was asked: ${message}`, {
    what: sqlFailureOf(kind),
    came: where === 'server',
    refusedCleanly: where === 'pool' || (code !== undefined && cleanRefusals.includes(code)),
    ...(tookMs !== undefined && { tookMs }),
  });
}
