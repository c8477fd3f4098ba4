import { tenantId } from '../../testbed/documents/seed';

/** One statement, in the shape that `burst()` takes; `options` are the same settings as `query()` takes them. */
interface Statement {
  readonly text: string;
  readonly args: readonly (readonly unknown[])[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly options?: { readonly settings: Readonly<Record<string, string>> };
}

/** What both sides send. */
export interface Workload {
  readonly count: number;
  readonly concurrency: number;
  /** Connections. */
  readonly max: number;
  readonly statements: readonly Statement[];
}

const size = { count: 50_000, concurrency: 50, max: 20 };
const tenants = 10;
const readsOfTen = 8;

/** The cheapest statement there is, so that what a side itself does weighs most. */
export const trivial: Workload = {
  ...size,
  statements: [{ text: 'SELECT $1::int AS n', args: Array.from({ length: 100 }, (_, n) => [n]) }],
};

/**
 * Eight reads and two writes of ten, each of a tenant of its own, in a transaction that names the tenant.
 * @param ids of documents, by tenant.
 */
export function underRowLevelSecurity(ids: readonly (readonly string[])[]): Workload {
  const statements = Array.from({ length: tenants }, (_, index): Statement => {
    const settings = { 'app.tenant': tenantId(index + 1) };
    const text =
      index < readsOfTen
        ? 'SELECT id, title, version, created_at FROM documents WHERE id = $1'
        : 'UPDATE documents SET version = version + 1 WHERE id = $1';
    return { text, args: (ids[index] ?? []).map((id) => [id]), settings, options: { settings } };
  });
  return { ...size, statements };
}
