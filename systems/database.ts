// The database of documents 002 and 003. Document 002 names tables and columns in its queries; that tenants are told apart by row-level
// security is document 003's, and that a transaction says who it is by `app.tenant` is ours.

import { type Database, database, foundAgain, type SqlUser, type VuSteps, weighted } from '../lib';

/** Tenants that have documents before the load, by number from 1. */
const tenants = 10;
const tenantId = (n: number): string => uuid(`00000000000040008000${hex(n, 12)}`);
const asTenant = (id: string) => ({ 'app.tenant': id });

/** Of the users of a run, which are as many to a tenant. */
const tenantOf = ({ index }: SqlUser): string => tenantId((index % tenants) + 1);

/** Whose own rows they are. */
type Owner = Pick<SqlUser, 'run' | 'vu'>;

/** A tenant of this VU's own in this run, to which nobody else writes. */
const ownTenant = (owner: Owner): string => ownId(owner, 0);

const made: Record<string, string> = {};

/** The uuid of a row of a VU, made once: every row that is written asks for some. */
function ownId({ run, vu }: Owner, n: number): string {
  const key = `${run} ${vu} ${n}`;
  made[key] ??= makeId(run, vu, n);
  return made[key];
}

/** Of the run's id, which has 12 letters at most, and two numbers. */
function makeId(run: string, vu: number, n: number): string {
  const letters = [...run].map((letter) => hex(letter.charCodeAt(0), 2)).join('');
  const digits = letters.padStart(24, '0') + hex(vu, 3) + hex(n, 3);
  return uuid(`${digits.slice(0, 12)}4${digits.slice(12, 15)}8${digits.slice(15)}`);
}

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');
const uuid = (digits: string): string =>
  [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');

interface Document extends Record<string, unknown> {
  readonly id: string;
  readonly tenant_id: string;
}

/** Document 002 gives its pool 20 connections. */
const app = database({ name: 'app', max: 20 });
/** One connection for each of document 002's fifty joins and document 003's fifty workers. */
const wide = database({ name: 'wide', max: 50 });
/** The same 20, of which a statement gets one within three quarters of a second: two rounds of half a second fit, a third does not. */
const narrow = database({ name: 'narrow', max: 20, acquireTimeoutMs: 750, statementTimeoutMs: 5000 });

export const poolSize = 20;

/** Row C10: holds a connection for half a second. */
export const halfSecond = narrow.statement({
  name: 'half-second',
  text: 'SELECT pg_sleep(0.5)::text AS slept, count(*)::int AS documents FROM documents',
  settings: asTenant(tenantId(1)),
  holds: (rows) => rows.length === 1,
});

/** Long enough for twenty at once to need twenty connections. */
export const afterwards = narrow.statement({
  name: 'afterwards',
  text: 'SELECT pg_sleep(0.05)::text AS slept',
  holds: (rows) => rows.length === 1,
});

/** Row C11. */
export const insertBatch = app.batch({
  name: 'insert-100',
  settings: (_turn, user) => asTenant(ownTenant(user)),
  writes: (turn) => `batch-${turn}`,
  statements(turn, user) {
    const [tenant, owner, key] = [ownTenant(user), ownId(user, 1), `batch-${turn}`];
    return Array.from({ length: 100 }, (_, row) => insertion(tenant, owner, `Load test doc ${turn}-${row}`, key, row));
  },
});

const insertText =
  'INSERT INTO documents (tenant_id, owner_id, title, content) VALUES ($1, $2, $3, $4) RETURNING id, tenant_id';

/** @param key of its batch, by which it is found again. @param row of its batch. */
const insertion = (tenant: string, owner: string, title: string, key: string, row: number) => ({
  text: insertText,
  values: [tenant, owner, title, { text: 'content', key, row }],
});

/** Row C12, in the document's words. */
export const complexQuery = wide.statement({
  name: 'complex-query',
  text: `SELECT d.id, d.title,
      count(DISTINCT dc.id)::int AS version_count,
      count(DISTINCT dp.user_id)::int AS collaborator_count,
      max(dc.created_at) AS last_modified
    FROM documents d
    LEFT JOIN document_contents dc ON d.id = dc.document_id
    LEFT JOIN document_permissions dp ON d.id = dp.document_id
    WHERE d.tenant_id = $1 AND d.created_at > now() - interval '7 days'
    GROUP BY d.id, d.title
    ORDER BY last_modified DESC
    LIMIT 100`,
  values: [tenantId(1)],
  settings: asTenant(tenantId(1)),
  holds: (rows) => rows.length > 0,
});

/** A read of a tenant's documents, whose rows all have to be its own. */
const reading = {
  settings: (_turn: number, user: SqlUser) => asTenant(tenantOf(user)),
  holds: (rows: readonly Document[]) => rows.length > 0,
  isForeign: (row: Document, user: SqlUser) => row.tenant_id !== tenantOf(user),
};

const list = wide.statement<Document>({
  ...reading,
  name: 'list-documents',
  text: 'SELECT id, tenant_id, title, created_at FROM documents ORDER BY created_at DESC LIMIT 20',
  answered(rows, { memory }) {
    memory.ids = rows.map(({ id }) => id);
  },
});

const read = wide.statement<Document>({
  ...reading,
  name: 'read-document',
  // Before its first list a user knows no id.
  text: `SELECT id, tenant_id, title, content, version FROM documents
    WHERE id = coalesce($1::uuid, (SELECT id FROM documents LIMIT 1))`,
  values(turn, { memory }) {
    const ids = (memory.ids as string[] | undefined) ?? [];
    return [ids[turn % ids.length] ?? null];
  },
});

const search = wide.statement<Document>({
  ...reading,
  name: 'search-documents',
  text: "SELECT id, tenant_id, title FROM documents WHERE search @@ plainto_tsquery('english', $1) LIMIT 20",
  values: (turn) => [['test', 'document', 'load', 'content'][turn % 4]],
});

/** A write of a VU to its own tenant. */
const writing = {
  settings: (_turn: number, user: SqlUser) => asTenant(ownTenant(user)),
  holds: (rows: readonly Document[]) => rows.length === 1,
  isForeign: (row: Document, user: SqlUser) => row.tenant_id !== ownTenant(user),
};

const insert = wide.statement<Document>({
  ...writing,
  name: 'insert-document',
  text: insertText,
  values: (turn, user) => insertion(ownTenant(user), ownId(user, 1), `Load test doc ${turn}`, `row-${turn}`, 0).values,
  writes: (turn) => `row-${turn}`,
});

/** Documents of a VU that its users all update. */
const counters = 5;
const counterId = (owner: Owner, turn: number) => ownId(owner, 16 + (turn % counters));

const update = wide.statement<Document>({
  ...writing,
  name: 'update-document',
  text: 'UPDATE documents SET version = version + 1 WHERE id = $1 RETURNING id, tenant_id',
  values: (turn, user) => [counterId(user, turn)],
  addsTo: (turn, user) => counterId(user, turn),
});

/** Document 003: 80 % reads, 20 % writes. */
export const mix = weighted([read, 4], [list, 3], [search, 1], [insert, 1], [update, 1]);

/** Each VU writes to a tenant of its own, counts what is there when all is answered, and removes it. */
export const inOwnTenant: VuSteps = stepsOn(app);

function stepsOn(db: Database): VuSteps {
  return {
    async before({ run, vu }) {
      const own = { run, vu };
      const [tenant, owner] = [ownTenant(own), ownId(own, 1)];
      const settings = asTenant(tenant);
      await db.query('INSERT INTO tenants (id, name) VALUES ($1, $2)', [tenant, `load test ${run}`], settings);
      await db.query(
        'INSERT INTO users (id, tenant_id, email, password_hash, name) VALUES ($1, $2, $3, $4, $5)',
        [owner, tenant, `load-test-${run}-${vu}@example.com`, 'none', 'load test'],
        settings,
      );
      for (let n = 0; n < counters; n++)
        await db.query(
          'INSERT INTO documents (id, tenant_id, owner_id, title, content, version) VALUES ($1, $2, $3, $4, $5, 0)',
          [counterId(own, n), tenant, owner, 'counter', { text: 'counter' }],
          settings,
        );
    },
    after: (own) =>
      foundAgain(own, {
        rows: () =>
          db.query(
            `SELECT content ->> 'key' AS key, count(*)::int AS rows, count(DISTINCT content ->> 'row')::int AS different
             FROM documents WHERE tenant_id = $1 AND content ? 'key' GROUP BY 1`,
            [ownTenant(own)],
            asTenant(ownTenant(own)),
          ),
        sums: () =>
          db.query(
            "SELECT id::text AS key, version AS sum FROM documents WHERE tenant_id = $1 AND title = 'counter'",
            [ownTenant(own)],
            asTenant(ownTenant(own)),
          ),
      }),
    cleanUp: (own) => removeTenant(db, ownTenant(own)),
  };
}

/** In the order of their references. */
const tables = ['document_permissions', 'document_contents', 'documents', 'knowledge_bases', 'users'];

async function removeTenant(db: Database, tenant: string): Promise<void> {
  for (const table of tables) await db.query(`DELETE FROM ${table} WHERE tenant_id = $1`, [tenant], asTenant(tenant));
  await db.query('DELETE FROM tenants WHERE id = $1', [tenant], asTenant(tenant));
}
