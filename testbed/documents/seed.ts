import type { Client } from 'pg';
import { copyRows } from '../kernel/postgres/copy';
import { createRandom } from '../kernel/random';
import { hashPassword } from './password';

/** How much there is of each: the sizes of document 002. */
export const sizes = {
  tenants: 10,
  users: 1_000,
  knowledgeBases: 100,
  documents: 10_000,
  contentsPerDocument: 3,
  permissionsPerDocument: 2,
} as const;

/** Of every user. */
export const seedPassword = 'testpass123';

/** From 1: `00000000-0000-4000-8000-000000000001`. */
export const tenantId = (n: number): string => idOf(0, n);
export const userId = (n: number): string => idOf(1, n);
export const emailOf = (n: number): string => `loadtest${n}@example.com`;

const [knowledgeBaseId, documentId, contentId] = [2, 3, 4].map((kind) => (n: number) => idOf(kind, n)) as [
  (n: number) => string,
  (n: number) => string,
  (n: number) => string,
];

/**
 * Fills the empty tables. The same rows each time, but for `created_at`: within the 24 hours before now.
 * @param client of a role that no policy binds.
 */
export async function seed(client: Client): Promise<void> {
  // One for all, and salted alike: a thousand hashes take longer than all the rest.
  const password = await hashPassword(seedPassword, Buffer.from('testbed-documents'));
  await copyRows(
    client,
    'tenants',
    ['id', 'name'],
    list(sizes.tenants, (n) => [tenantId(n), `Tenant ${n}`]),
  );
  await copyRows(
    client,
    'users',
    ['id', 'tenant_id', 'email', 'password_hash', 'name'],
    list(sizes.users, (n) => [userId(n), tenantOf(n, sizes.users), emailOf(n), password, `User ${n}`]),
  );
  await copyRows(
    client,
    'knowledge_bases',
    ['id', 'tenant_id', 'name'],
    list(sizes.knowledgeBases, (n) => [knowledgeBaseId(n), tenantOf(n, sizes.knowledgeBases), `Knowledge base ${n}`]),
  );
  const now = Date.now();
  await copyRows(
    client,
    'documents',
    ['id', 'tenant_id', 'owner_id', 'knowledge_base_id', 'title', 'content', 'version', 'created_at'],
    list(sizes.documents, (n) => {
      const random = createRandom(n);
      const content = JSON.stringify({ text: sentence(random, 40) });
      const base = knowledgeBaseId(partner(n, 0, sizes.knowledgeBases));
      const owner = userId(partner(n, 0, sizes.users));
      const title = `${sentence(random, 4)} ${n}`;
      const version = sizes.contentsPerDocument;
      return [documentId(n), tenantOf(n, sizes.documents), owner, base, title, content, version, timeOf(now, n)];
    }),
  );
  await copyRows(
    client,
    'document_contents',
    ['id', 'document_id', 'tenant_id', 'version', 'body', 'created_at'],
    list(sizes.documents * sizes.contentsPerDocument, (n) => {
      const document = Math.ceil(n / sizes.contentsPerDocument);
      const version = ((n - 1) % sizes.contentsPerDocument) + 1;
      const body = sentence(createRandom(sizes.documents + n), 20);
      const tenant = tenantOf(document, sizes.documents);
      return [contentId(n), documentId(document), tenant, version, body, timeOf(now, document)];
    }),
  );
  await copyRows(
    client,
    'document_permissions',
    ['document_id', 'user_id', 'tenant_id', 'level'],
    list(sizes.documents * sizes.permissionsPerDocument, (n) => {
      const document = Math.ceil(n / sizes.permissionsPerDocument);
      const which = n % sizes.permissionsPerDocument;
      const user = userId(partner(document, 1 + which, sizes.users));
      return [documentId(document), user, tenantOf(document, sizes.documents), which === 0 ? 'read' : 'write'];
    }),
  );
}

type Row = readonly (string | number | null)[];

function* list(count: number, rowOf: (n: number) => Row): Generator<Row> {
  for (let n = 1; n <= count; n++) yield rowOf(n);
}

function idOf(kind: number, n: number): string {
  return `00000000-0000-400${kind}-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The tenant of row n of a number of rows: the first tenth belongs to the first tenant. */
function tenantOf(n: number, count: number): string {
  return tenantId(Math.ceil((n * sizes.tenants) / count));
}

/** A user or knowledge base of the same tenant as a document; another one for each shift. */
function partner(document: number, shift: number, count: number): number {
  const [inTenant, perTenant] = [sizes.documents / sizes.tenants, count / sizes.tenants];
  const tenant = Math.floor((document - 1) / inTenant);
  return tenant * perTenant + ((document + shift) % perTenant) + 1;
}

/** Spread evenly over the 24 hours before now. */
function timeOf(now: number, document: number): string {
  return new Date(now - (document / sizes.documents) * 86_400_000).toISOString();
}

/** Document 002 searches for the first four. A word is the rarer the later it comes, as in a language. */
const words = (
  'test document load content report plan budget team review quarter design customer market product service contract ' +
  'invoice policy schedule meeting project release feature decision risk metric result summary proposal agenda ' +
  'training onboarding security network storage backup incident audit compliance vendor pricing forecast revenue ' +
  'hiring office travel expense support ticket research survey campaign brand website mobile platform database'
).split(' ');

function sentence(random: () => number, length: number): string {
  return Array.from({ length }, () => words[Math.floor(random() ** 2 * words.length)]).join(' ');
}
