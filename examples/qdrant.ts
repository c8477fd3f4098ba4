/**
 * A store that loadmark does not know: does Qdrant find the nearest of 10,000 vectors, at a hundred searches a second? Rows Q01 Q02. Written after
 * Qdrant's documentation of its REST interface, and not yet run against Qdrant itself.
 */
import {
  afterStoring,
  arrivals,
  dataSet,
  type Limit,
  scenario,
  storeCalls,
  type VectorStore,
  vectorSearch,
  vectorsUrl,
} from '../lib';

/** Without a key: `VECTORS_URL=http://127.0.0.1:6333`. */
const call = storeCalls(vectorsUrl);

const qdrant: VectorStore = {
  create: (name, dimensions) =>
    call('PUT', `/collections/${name}`, JSON.stringify({ vectors: { size: dimensions, distance: 'Cosine' } })),
  drop: (name) => call('DELETE', `/collections/${name}`, undefined, [404]),
  insert(name, vectors) {
    const points = vectors.map((vector) => `{"id":${vector.id},"vector":[${vector.text()}]}`);
    return call('PUT', `/collections/${name}/points?wait=true`, `{"points":[${points.join(',')}]}`);
  },
  async search(name, vector, count) {
    const query = `{"query":[${vector.text()}],"limit":${count}}`;
    const { text, tookMs } = await call('POST', `/collections/${name}/points/query`, query);
    return { ids: JSON.parse(text).result.points.map(({ id }: { id: number }) => id), tookMs };
  },
  async find(name, ids) {
    const wanted = JSON.stringify({ ids, with_payload: false });
    const { text } = await call('POST', `/collections/${name}/points`, wanted);
    return JSON.parse(text).result.map(({ id }: { id: number }) => id);
  },
  async count(name) {
    const { status, text } = await call('POST', `/collections/${name}/points/count`, '{"exact":true}', [404]);
    return status === 404 ? 0 : JSON.parse(text).result.count;
  },
};

const of = { tags: { name: 'search' }, minSamples: 299 } as const;
const limits: readonly Limit[] = [
  {
    ...of,
    row: 'Q01',
    title: 'search time p99',
    metric: 'response_time',
    statistic: 'p(99)',
    pass: { op: '<', value: 100 },
  },
  { row: 'Q02', title: 'recall', metric: 'recall', statistic: 'avg', pass: { op: '>=', value: 0.95 }, minSamples: 10 },
];

const size = 10_000;
const search = vectorSearch({ name: 'search', top: 20, collection: () => dataSet(qdrant, { size }) });

export const { about, options, setup, run, observe, teardown, handleSummary } = scenario({
  name: 'qdrant',
  limits,
  load: afterStoring(arrivals({ requests: [{ request: search.request, perSecond: 100 }], durationMs: 10_000 }), size),
  run: search.run(),
});
