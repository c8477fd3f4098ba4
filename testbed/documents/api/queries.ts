import type { ClientBase } from 'pg';

/** A document in a list: without its content. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly owner_id: string;
  readonly created_at: Date;
}

/** Rows that a page has at most. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const entry = 'id, title, owner_id, created_at';

/** The newest first. Which tenant's they are is the database's affair. */
export async function listDocuments(client: ClientBase, { limit, offset }: Page): Promise<Entry[]> {
  const text = `SELECT ${entry} FROM documents ORDER BY created_at DESC LIMIT $1 OFFSET $2`;
  return (await client.query({ name: 'list', text, values: [limit, offset] })).rows;
}

export async function readDocument(client: ClientBase, id: string): Promise<unknown> {
  const text = `SELECT ${entry}, content, version FROM documents WHERE id = $1`;
  return (await client.query({ name: 'read', text, values: [id] })).rows[0];
}

/** Documents with all of these words, the newest first. */
export async function searchDocuments(client: ClientBase, words: string, { limit, offset }: Page): Promise<Entry[]> {
  // Not prepared: the best plan depends on how rare the words are.
  const text = `SELECT ${entry} FROM documents WHERE search @@ plainto_tsquery('english', $1)
    ORDER BY created_at DESC LIMIT $2 OFFSET $3`;
  return (await client.query(text, [words, limit, offset])).rows;
}

export interface NewDocument {
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** With its first version, and its owner's permission. */
export async function createDocument(
  client: ClientBase,
  { tenant, user }: { readonly tenant: string; readonly user: string },
  { title, content }: NewDocument,
): Promise<Entry> {
  const text = `WITH made AS (
      INSERT INTO documents (tenant_id, owner_id, title, content) VALUES ($1, $2, $3, $4) RETURNING ${entry}
    ), content AS (
      INSERT INTO document_contents (document_id, tenant_id, version, body) SELECT id, $1, 1, $5 FROM made
    ), permission AS (
      INSERT INTO document_permissions (document_id, user_id, tenant_id, level) SELECT id, $2, $1, 'admin' FROM made
    ) SELECT * FROM made`;
  const values = [tenant, user, title, JSON.stringify(content), String(content.text ?? '')];
  return (await client.query({ name: 'create', text, values })).rows[0];
}

/** @returns how many there were. */
export async function deleteDocument(client: ClientBase, id: string): Promise<number> {
  return (await client.query('DELETE FROM documents WHERE id = $1', [id])).rowCount ?? 0;
}

/** All with these words. @returns how many there were. */
export async function deleteFound(client: ClientBase, words: string): Promise<number> {
  const text = "DELETE FROM documents WHERE search @@ plainto_tsquery('english', $1)";
  return (await client.query(text, [words])).rowCount ?? 0;
}

export interface Account {
  readonly id: string;
  readonly tenant_id: string;
  readonly password_hash: string;
}

/** Who logs in has no tenant yet: the database gives the one user with this address. */
export async function accountOf(client: ClientBase, email: string): Promise<Account | undefined> {
  const text = 'SELECT id, tenant_id, password_hash FROM user_by_email($1)';
  return (await client.query({ name: 'account', text, values: [email] })).rows[0];
}
