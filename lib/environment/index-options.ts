/** How an index is built and searched; what is absent is the store's own. */
export interface IndexOptions {
  /** Neighbours of each vector in the graph. */
  readonly m?: number;
  /** Candidates that are kept while a vector is put into the graph. */
  readonly efConstruction?: number;
  /** Candidates that are kept while the graph is searched. */
  readonly efSearch?: number;
  /** No index at all: every vector is compared. */
  readonly none?: boolean;
}

/** @throws Error where no index is asked for, in a store that always has one. */
export function rejectFlat(store: string, { none }: IndexOptions): void {
  if (none) throw new Error(`VECTOR_INDEX is none, but ${store} has no collections without an index.`);
}

const names = { m: 'm', ef_construction: 'efConstruction', ef_search: 'efSearch' } as const;

/** Reads `m=8 ef_construction=32 ef_search=100`, or `none`. @returns undefined where the text is something else. */
export function readIndexOptions(text: string): IndexOptions | undefined {
  if (text.trim() === 'none') return { none: true };
  const entries = text
    .trim()
    .split(/[\s,]+/)
    .map((entry) => /^(m|ef_construction|ef_search)=([1-9]\d{0,3})$/.exec(entry));
  if (!entries.every((entry) => entry)) return undefined;
  return Object.fromEntries(
    entries.map((entry) => [names[(entry?.[1] ?? 'm') as keyof typeof names], Number(entry?.[2])]),
  );
}
