import { required, setting } from '../environment/env';
import { chroma } from './chroma';
import { storeCalls } from './http-store';
import type { VectorStore } from './store';

/** The store that VECTORS_URL and VECTOR_STORE name. @throws Error where VECTORS_URL is missing, or does not fit the store. */
export function chosenStore(): VectorStore {
  const url = required('VECTORS_URL');
  const kind = setting('VECTOR_STORE') ?? (/^postgres/i.test(url) ? 'pgvector' : undefined);
  const options = setting('VECTOR_INDEX') ?? {};
  const key = setting('VECTORS_KEY');
  const headers = () => (key === undefined ? {} : { Authorization: `Bearer ${key}` });
  switch (kind) {
    case 'chroma':
      return chroma(
        storeCalls(() => url, headers),
        options,
      );
    default:
      throw new Error('VECTOR_STORE is missing: VECTORS_URL is one of HTTP, so say whether it is weaviate or chroma.');
  }
}
