import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { timed } from '../helpers/testbed';
import { count, inTenant, useDatabase } from './database';

const { open, turnOn, asAdmin, database } = useDatabase();
const tenantA = '00000000-0000-4000-8000-000000000001';

const insertBatch = (client: Client, tenant: string) =>
  client.query(
    "INSERT INTO documents (tenant_id, title) SELECT $1, 'row ' || n FROM generate_series(1, 100) AS n RETURNING id",
    [tenant],
  );

/** Ten transactions of a hundred documents each in a tenant of its own; returns how many are there afterwards. */
async function writeBatches(): Promise<number> {
  const client = await open();
  const tenant = randomUUID();
  await inTenant(client, tenant, () => client.query("INSERT INTO tenants (id, name) VALUES ($1, '')", [tenant]));
  for (let batch = 0; batch < 10; batch++) {
    const { rowCount } = await inTenant(client, tenant, () => insertBatch(client, tenant));
    expect(rowCount).toBe(100);
  }
  const written = await inTenant(client, tenant, () => count(client, 'documents'));
  await inTenant(client, tenant, () => client.query('DELETE FROM tenants WHERE id = $1', [tenant]));
  return written;
}

/** Twenty updates of one document at once, from four connections; returns by how many its version has grown. */
async function updateAtOnce(): Promise<number> {
  const first = await open();
  const clients = [first, await open(), await open(), await open()];
  const read = () =>
    inTenant(
      first,
      1,
      async () => (await first.query('SELECT id, version FROM documents ORDER BY id LIMIT 1')).rows[0],
    );
  const before = await read();
  const update = 'UPDATE documents SET version = version + 1 WHERE id = $1';
  for (let round = 0; round < 5; round++)
    await Promise.all(clients.map((client) => inTenant(client, 1, () => client.query(update, [before.id]))));
  return (await read()).version - before.version;
}

const join = `
  SELECT d.id, d.title, COUNT(DISTINCT dc.id), COUNT(DISTINCT dp.user_id), MAX(dc.created_at) AS last_modified
  FROM documents d
  LEFT JOIN document_contents dc ON d.id = dc.document_id
  LEFT JOIN document_permissions dp ON d.id = dp.document_id
  WHERE d.tenant_id = $1 AND d.created_at > NOW() - INTERVAL '7 days'
  GROUP BY d.id, d.title ORDER BY last_modified DESC LIMIT 100`;

describe('missing-index', () => {
  const indexes = () =>
    asAdmin(async (client) => {
      const { rows } = await client.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1");
      return rows.map(({ indexdef }) => indexdef);
    });

  it('leaves the keys only, so that a search reads the whole table; switched off, all are there again', async () => {
    const before = await indexes();
    const client = await open();
    const plan = async () =>
      inTenant(client, 1, async () =>
        JSON.stringify((await client.query('EXPLAIN SELECT * FROM documents WHERE owner_id = $1', [tenantA])).rows),
      );
    expect(await plan()).toContain('documents_owner');
    await turnOn('missing-index');
    expect((await indexes()).filter((index) => !index.includes('UNIQUE'))).toEqual([]);
    expect(await plan()).toContain('Seq Scan on documents');
    await turnOn();
    expect(await indexes()).toEqual(before);
    expect(await plan()).toContain('documents_owner');
  });
});

describe('open-policy', () => {
  it('shows and lets change the documents of others, and only while it is on', async () => {
    const client = await open();
    const seen = () => inTenant(client, 1, () => count(client, 'documents'));
    expect(await seen()).toBe(1_000);
    await turnOn('open-policy');
    expect(await seen()).toBe(10_000);
    expect(await inTenant(client, 1, () => count(client, 'document_contents'))).toBe(3_000);
    await turnOn();
    expect(await seen()).toBe(1_000);
  });
});

describe('one-tenant', () => {
  it('makes the join slow, and gives everything back when it is switched off', { timeout: 30_000 }, async () => {
    const all = () =>
      asAdmin(async (client) => {
        const tables = ['users', 'knowledge_bases', 'documents', 'document_contents', 'document_permissions'];
        const shares = [];
        for (const table of tables) {
          const { rows } = await client.query(
            `SELECT tenant_id, count(*)::int, md5(string_agg(t.k, ',' ORDER BY t.k))
             FROM (SELECT tenant_id, coalesce(to_jsonb(x) ->> 'id', to_jsonb(x) ->> 'document_id') AS k FROM ${table} x) t
             GROUP BY 1 ORDER BY 1`,
          );
          shares.push([table, rows]);
        }
        return shares;
      });
    const client = await open();
    const joined = () => timed(() => inTenant(client, 1, () => client.query(join, [tenantA])));
    const before = await all();
    await joined();
    const healthyMs = await joined();
    await turnOn('one-tenant');
    expect(await inTenant(client, 1, () => count(client, 'documents'))).toBe(10_000);
    expect(await inTenant(client, 2, () => count(client, 'documents'))).toBe(0);
    expect(await joined()).toBeGreaterThan(3 * healthyMs);
    await turnOn();
    expect(await all()).toEqual(before);
  });
});

describe('lost-update', () => {
  it('loses updates of one row at once, which are all there without it', async () => {
    expect(await updateAtOnce()).toBe(20);
    await turnOn('lost-update');
    expect(await updateAtOnce()).toBeLessThan(20);
    await turnOn();
    expect(await updateAtOnce()).toBe(20);
  });

  it('loses none that come one after the other', async () => {
    await turnOn('lost-update');
    const client = await open();
    const update = 'UPDATE documents SET version = version + 1 WHERE title = $1 RETURNING version';
    const [title] = await inTenant(client, 1, async () =>
      (await client.query('SELECT title FROM documents LIMIT 1')).rows.map((row) => row.title),
    );
    const versions = [];
    for (let n = 0; n < 3; n++)
      versions.push(await inTenant(client, 1, async () => (await client.query(update, [title])).rows[0].version));
    expect(versions).toEqual([versions[0], versions[0] + 1, versions[0] + 2]);
  });
});

describe('failing-writes', () => {
  it('refuses every third document with the SQLSTATE of a full disk', async () => {
    const client = await open();
    const insert = () =>
      inTenant(client, 1, () =>
        client.query("INSERT INTO documents (tenant_id, title) VALUES ($1, '') RETURNING id", [tenantA]),
      ).then(
        () => 'written',
        (error: { code: string }) => error.code,
      );
    const six = async () => {
      const all: string[] = [];
      for (let n = 0; n < 6; n++) all.push(await insert());
      return all.sort();
    };
    await turnOn('failing-writes');
    expect(await six()).toEqual(['53100', '53100', 'written', 'written', 'written', 'written']);
    await turnOn();
    expect(new Set(await six())).toEqual(new Set(['written']));
    await inTenant(client, 1, () => client.query("DELETE FROM documents WHERE title = ''"));
  });
});

describe('lost-batch and repeat-batch', () => {
  it('lose or repeat whole batches that were reported as written once', async () => {
    expect(await writeBatches()).toBe(1_000);
    await turnOn('lost-batch=3');
    const left = await writeBatches();
    expect(left).toBeLessThan(1_000);
    expect(left % 100).toBe(0);
    await turnOn('repeat-batch=3');
    const repeated = await writeBatches();
    expect(repeated).toBeGreaterThan(1_000);
    expect(repeated % 100).toBe(0);
    await turnOn();
    expect(await writeBatches()).toBe(1_000);
  });
});

describe('slow-statements and slow-writes', () => {
  it('slow-statements waits once for each statement that reads or changes', async () => {
    const client = await open();
    await turnOn('slow-statements=150');
    const reading = await timed(() => inTenant(client, 1, () => client.query('SELECT count(*) FROM documents')));
    expect(reading).toBeGreaterThanOrEqual(150);
    expect(reading).toBeLessThan(300);
    const none = () => client.query("UPDATE documents SET title = '' WHERE title = 'there is none'");
    expect(await timed(() => inTenant(client, 1, none))).toBeLessThan(450);
    await turnOn();
    expect(await timed(() => inTenant(client, 1, none))).toBeLessThan(100);
  });

  it('slow-writes waits for each row', async () => {
    const client = await open();
    const write = async () => {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.tenant', $1, true)", [tenantA]);
      await client.query("INSERT INTO documents (tenant_id, title) SELECT $1, 'x' FROM generate_series(1, 10)", [
        tenantA,
      ]);
      await client.query('ROLLBACK');
    };
    await turnOn('slow-writes=20');
    expect(await timed(write)).toBeGreaterThanOrEqual(200);
    await turnOn();
    expect(await timed(write)).toBeLessThan(100);
  });
});

describe('busy-database', () => {
  it('has sessions that compute, and none when it is switched off', async () => {
    const computing = () =>
      asAdmin((client) =>
        count(client, 'pg_stat_activity', "state = 'active' AND query LIKE 'SELECT count(*) FROM generate_series%'"),
      );
    await turnOn('busy-database=1');
    await expect.poll(computing).toBe(availableParallelism());
    await turnOn();
    expect(await computing()).toBe(0);
  });
});

describe('what concerns connections', () => {
  it('connection-limit refuses the connections above it, with an SQLSTATE', async () => {
    await turnOn('connection-limit=2');
    await Promise.all([open(), open()]);
    await expect(open()).rejects.toMatchObject({ code: '53300' });
    await turnOn();
    await open();
  });

  it('hoard-connections keeps them open', async () => {
    const idle = () => asAdmin((client) => count(client, 'pg_stat_activity', "usename = 'loadmark'"));
    await turnOn('hoard-connections=100');
    expect(await idle()).toBe(100);
    await turnOn();
    await expect.poll(idle).toBe(0);
  });

  it('no-statement-timeout takes the limits of new connections away', async () => {
    const limits = async () => {
      const client = await open();
      return [
        (await client.query('SHOW statement_timeout')).rows[0].statement_timeout,
        (await client.query('SHOW lock_timeout')).rows[0].lock_timeout,
      ];
    };
    expect(await limits()).toEqual(['10s', '5s']);
    await turnOn('no-statement-timeout');
    expect(await limits()).toEqual(['0', '0']);
    await turnOn();
    expect(await limits()).toEqual(['10s', '5s']);
  });

  it('stuck-lock makes all others wait', async () => {
    const client = await open();
    await client.query("SET lock_timeout = '100ms'");
    await turnOn('stuck-lock');
    await expect(client.query('SELECT count(*) FROM documents')).rejects.toMatchObject({ code: '55P03' });
    await turnOn();
    await client.query('SELECT count(*) FROM documents');
  });
});

describe('database-down', () => {
  it('cuts connections and refuses new ones; switched off, what was committed is there again', async () => {
    const client = await open();
    const title = `kept ${randomUUID()}`;
    await inTenant(client, 1, () =>
      client.query('INSERT INTO documents (tenant_id, title) VALUES ($1, $2)', [tenantA, title]),
    );
    const ended = new Promise((resolve) => client.once('end', resolve));
    await turnOn('database-down');
    await ended;
    await expect(open()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const { url } = database();
    await turnOn();
    expect(database().url).toBe(url);
    const again = await open();
    expect(await inTenant(again, 1, () => count(again, 'documents', `title = '${title}'`))).toBe(1);
    await inTenant(again, 1, () => again.query('DELETE FROM documents WHERE title = $1', [title]));
  });
});
