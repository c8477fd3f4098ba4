import { beforeEach, describe, expect, it } from 'vitest';
import { begin, type Collection, dataSet, end, fill } from '../../../lib/vectors/collection';
import type { VectorStore } from '../../../lib/vectors/store';
import { setEnvironment } from '../environment/with-environment';

/** A store that keeps ids only. */
function idStore() {
  const collections = new Map<string, number[]>();
  const store: VectorStore = {
    create: async (name) => collections.set(name, []),
    drop: async (name) => collections.delete(name),
    insert: async (name, vectors) => {
      collections.get(name)?.push(...vectors.map(({ id }) => id));
      return undefined;
    },
    search: async () => ({ ids: [] }),
    find: async () => [],
    count: async (name) => collections.get(name)?.length ?? 0,
  };
  return { collections, store };
}

async function run(set: Collection): Promise<void> {
  await begin(set);
  await fill(set);
  await end(set);
}

describe('dataSet()', () => {
  beforeEach(() => setEnvironment({ RUN_ID: 'A1B2C3' }));

  it('is of this run alone, holds every vector once, and is removed', async () => {
    const { collections, store } = idStore();
    const set = dataSet(store, { size: 250 });
    await begin(set);
    await fill(set);
    expect([...collections.keys()]).toEqual(['loadmark_a1b2c3']);
    expect(new Set(collections.get(set.name)).size).toBe(250);
    expect(collections.get(set.name)).toHaveLength(250);
    await end(set);
    expect(collections.size).toBe(0);
  });

  it('is kept where that is wanted, and stored once', async () => {
    setEnvironment({ RUN_ID: 'A1B2C3', KEEP_VECTORS: 'true' });
    const { collections, store } = idStore();
    await run(dataSet(store, { size: 250 }));
    const [[name, stored] = []] = [...collections];
    await run(dataSet(store, { size: 250 }));
    expect(collections.get(name ?? '')).toBe(stored);
    expect(stored).toHaveLength(250);
  });

  it('is another one with another index, but not with another search', () => {
    const { store } = idStore();
    const nameWith = (index: string) => {
      setEnvironment({ KEEP_VECTORS: 'true', VECTOR_INDEX: index });
      return dataSet(store, { size: 250 }).name;
    };
    const usual = nameWith('');
    expect([nameWith('ef_search=200'), nameWith('m=4'), nameWith('none')]).toEqual([
      usual,
      `${usual}_m4`,
      `${usual}_none`,
    ]);
  });

  it('is stored anew where a run was cut short', async () => {
    setEnvironment({ RUN_ID: 'A1B2C3', KEEP_VECTORS: 'true' });
    const { collections, store } = idStore();
    const set = dataSet(store, { size: 250 });
    collections.set(set.name, [0, 1, 2]);
    await run(set);
    expect(collections.get(set.name)).toHaveLength(250);
    expect(new Set(collections.get(set.name)).size).toBe(250);
  });
});
