import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../../testbed/kernel/postgres/client';
import { findMachine } from '../../../../testbed/kernel/postgres/cluster';
import { createAdapter } from '../../../../testbed/kernel/postgres/defects';
import { createRandom } from '../../../../testbed/kernel/random';
import { parseDefects } from '../../../../testbed/kernel/switch/parse';
import { vectorDefects } from '../../../../testbed/vectors/defects/all';
import { pgvectorConfiguration } from '../../../../testbed/vectors/pgvector';
import { startVectorStore, type VectorStore } from '../../../../testbed/vectors/store';

// Where there is no Python, there is no pgvector.
const missing = await pgvectorConfiguration(await findMachine()).then(
  () => '',
  (error: Error) => error.message,
);
if (missing !== '') console.log(`left out: ${missing}`);

const dimensions = 64;
const many = 3_000;
const wanted = 20;

let store: VectorStore;
let adapt: ReturnType<typeof createAdapter>;
let open: Client[] = [];
const turnOn = (...defects: readonly string[]) => adapt(parseDefects(defects, vectorDefects));

async function client(): Promise<Client> {
  const opened = await connect(store.url);
  open.push(opened);
  return opened;
}

const random = createRandom(7);
const vector = () => `[${Array.from({ length: dimensions }, () => (random() - 0.5).toFixed(4)).join()}]`;
const vectors = Array.from({ length: many }, vector);

/** As a client does: a table, its index, then the rows. */
async function load(table: string, rows: readonly string[] = vectors): Promise<void> {
  const loading = await client();
  await createTable(loading, table);
  await loading.query(insertInto(table), [rows]);
  await loading.query(`ANALYZE ${table}`);
}

async function createTable(loading: Client, table: string): Promise<void> {
  await loading.query(`CREATE TABLE ${table} (id int PRIMARY KEY, embedding vector(${dimensions}))`);
  await loading.query(
    `CREATE INDEX ON ${table} USING hnsw (embedding vector_l2_ops) WITH (m = 16, ef_construction = 64)`,
  );
}

const insertInto = (table: string): string =>
  `INSERT INTO ${table} SELECT n, v::vector FROM unnest($1::text[]) WITH ORDINALITY AS t (v, n)`;

/** Of 20 nearest, how large a share is found; by a new connection. */
async function recall(table: string): Promise<number> {
  const searching = await client();
  const search = async (probe: string) =>
    (await searching.query(`SELECT id FROM ${table} ORDER BY embedding <-> $1 LIMIT ${wanted}`, [probe])).rows.map(
      ({ id }) => id,
    );
  let found = 0;
  const probes = vectors.slice(0, 20);
  for (const probe of probes) {
    const near = new Set(await search(probe));
    await searching.query('SET enable_indexscan = off');
    found += (await search(probe)).filter((id) => near.has(id)).length;
    await searching.query('RESET enable_indexscan');
  }
  return found / (wanted * probes.length);
}

async function plan(table: string): Promise<string> {
  const asking = await client();
  const { rows } = await asking.query(`EXPLAIN SELECT id FROM ${table} ORDER BY embedding <-> $1 LIMIT ${wanted}`, [
    vectors[0],
  ]);
  return JSON.stringify(rows);
}

beforeAll(async () => {
  if (missing !== '') return;
  store = await startVectorStore();
  adapt = createAdapter(vectorDefects, store);
  await load('kept');
});
afterEach(async () => {
  await adapt?.([]);
  for (const each of open) await each.end();
  open = [];
});
afterAll(() => store?.server.stop());

describe.skipIf(missing !== '')('the vector database', () => {
  it('has pgvector 0.8.6, searches by the index and looks at a hundred candidates', async () => {
    const asking = await client();
    expect((await asking.query("SELECT extversion FROM pg_extension WHERE extname = 'vector'")).rows).toEqual([
      { extversion: '0.8.6' },
    ]);
    await asking.query("SELECT '[1]'::vector");
    expect((await asking.query('SHOW hnsw.ef_search')).rows).toEqual([{ 'hnsw.ef_search': '200' }]);
    expect(await plan('kept')).toContain('Index Scan');
    expect(await recall('kept')).toBeGreaterThan(0.9);
  });
});

describe.skipIf(missing !== '')('vector-index-not-built', () => {
  it('leaves the indexes that are there and that are made without use, until it is switched off', async () => {
    await turnOn('vector-index-not-built');
    expect(await plan('kept')).toContain('Seq Scan');
    await load('made_meanwhile');
    expect(await plan('made_meanwhile')).toContain('Seq Scan');
    await turnOn();
    expect(await plan('kept')).toContain('Index Scan');
    expect(await plan('made_meanwhile')).toContain('Index Scan');
    expect(await recall('made_meanwhile')).toBeGreaterThan(0.9);
  });
});

describe.skipIf(missing !== '')('low-ef', () => {
  it('finds fewer of the nearest, and as many as before when it is switched off', async () => {
    await turnOn('low-ef');
    expect(await recall('kept')).toBeLessThan(0.6);
    await turnOn();
    expect(await recall('kept')).toBeGreaterThan(0.9);
  });
});

describe.skipIf(missing !== '')('poor-graph', () => {
  it('builds indexes that find fewer of the nearest, and builds those of before anew', async () => {
    await turnOn('poor-graph');
    expect(await recall('kept')).toBeLessThan(0.8);
    await load('made_poor');
    expect(await recall('made_poor')).toBeLessThan(0.8);
    await turnOn();
    expect(await recall('kept')).toBeGreaterThan(0.9);
  });
});

describe.skipIf(missing !== '')('heavy-graph', () => {
  /** Blocks that storing five hundred vectors looks at: unlike their time, no busy machine changes it. */
  async function blocks(table: string): Promise<number> {
    const storing = await client();
    await createTable(storing, table);
    const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${insertInto(table)}`;
    const { rows } = await storing.query(explain, [vectors.slice(0, 500)]);
    return rows[0]['QUERY PLAN'][0].Plan['Shared Hit Blocks'];
  }

  it('makes inserts do more', async () => {
    const healthy = await blocks('light');
    await turnOn('heavy-graph');
    expect(await blocks('heavy')).toBeGreaterThan(2 * healthy);
  });
});

describe.skipIf(missing !== '')('lost-vectors', () => {
  it('does not store every N-th, in tables that are there and that are made', async () => {
    await turnOn('lost-vectors=100');
    await load('with_losses');
    const counting = await client();
    const count = async (table: string) => (await counting.query(`SELECT count(*)::int FROM ${table}`)).rows[0].count;
    expect(await count('with_losses')).toBe(many - many / 100);
    await turnOn();
    await load('without_losses');
    expect(await count('without_losses')).toBe(many);
  });
});

describe.skipIf(missing !== '')('vectors-down', () => {
  it('refuses connections until it is switched off, and keeps what was written', async () => {
    await turnOn('vectors-down');
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await turnOn();
    expect(await recall('kept')).toBeGreaterThan(0.9);
  });
});
