import { type IndexOptions, rejectFlat } from '../environment/index-options';
import type { StoreCall } from './http-store';
import type { VectorStore } from './store';

const database = '/api/v2/tenants/default_tenant/databases/default_database';

/** Chroma 1.x over its REST interface. It knows collections by ids of its own, so an adapter looks them up once. */
export function chroma(call: StoreCall, { m, efConstruction, efSearch, ...more }: IndexOptions = {}): VectorStore {
  rejectFlat('Chroma', more);
  const ids: Record<string, string> = {};
  const idOf = async (collection: string): Promise<string> => {
    const id = ids[collection] ?? JSON.parse((await call('GET', `${database}/collections/${collection}`)).text).id;
    ids[collection] = id;
    return id;
  };
  const at = async (collection: string, action: string) =>
    `${database}/collections/${await idOf(collection)}/${action}`;
  return {
    create: (name) =>
      call(
        'POST',
        `${database}/collections`,
        JSON.stringify({
          name,
          configuration: {
            hnsw: {
              space: 'cosine',
              ...(m !== undefined && { max_neighbors: m }),
              ...(efConstruction !== undefined && { ef_construction: efConstruction }),
              ...(efSearch !== undefined && { ef_search: efSearch }),
            },
          },
        }),
      ),
    drop(name) {
      delete ids[name];
      return call('DELETE', `${database}/collections/${name}`, undefined, [404]);
    },
    async insert(name, vectors) {
      const named = vectors.map(({ id }) => `"${id}"`).join(',');
      const texts = vectors.map((vector) => `[${vector.text()}]`).join(',');
      return call('POST', await at(name, 'add'), `{"ids":[${named}],"embeddings":[${texts}]}`);
    },
    async search(name, vector, count) {
      const body = `{"query_embeddings":[[${vector.text()}]],"n_results":${count},"include":[]}`;
      const { text, tookMs } = await call('POST', await at(name, 'query'), body);
      return { ids: JSON.parse(text).ids[0].map(Number), tookMs };
    },
    async find(name, wanted) {
      const body = JSON.stringify({ ids: wanted.map(String), include: [] });
      return JSON.parse((await call('POST', await at(name, 'get'), body)).text).ids.map(Number);
    },
    async count(name) {
      const { status } = await call('GET', `${database}/collections/${name}`, undefined, [404]);
      return status === 404 ? 0 : Number((await call('GET', await at(name, 'count'))).text);
    },
  };
}
