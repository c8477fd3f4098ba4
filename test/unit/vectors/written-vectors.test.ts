import { beforeEach, describe, expect, it } from 'vitest';
import { seededVectors } from '../../../lib/vectors/seeded-vectors';
import type { VectorStore } from '../../../lib/vectors/store';
import { WrittenVectors } from '../../../lib/vectors/written-vectors';
import { resetSamples, sumOf } from '../../stubs/k6-metrics';

const ids = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

/** A store that has these vectors, some of them twice. */
const storeWith = (there: readonly number[]): VectorStore => ({
  create: async () => {},
  drop: async () => {},
  insert: async () => undefined,
  search: async () => ({ ids: [] }),
  find: async (_name, wanted) => wanted.filter((id) => there.includes(id)),
  count: async () => there.length,
});

beforeEach(resetSamples);

describe('WrittenVectors', () => {
  it.each([
    ['all are there', ids(0, 200), { lost: 0, repeated: 0 }],
    ['three are lost', ids(3, 200), { lost: 3, repeated: 0 }],
    ['five are there twice', [...ids(0, 200), ...ids(0, 5)], { lost: 0, repeated: 5 }],
    // The answer to the third batch was lost on its way: whether it was stored is not known.
    ['a batch that failed is there all the same', ids(0, 300), { lost: 0, repeated: 0 }],
  ])('tells that %s', async (_what, there, { lost, repeated }) => {
    const written = new WrittenVectors();
    written.answer(0, true);
    written.answer(100, true);
    written.answer(200, false);
    const collection = { store: storeWith(there), name: 'x', vectors: seededVectors(1), size: 0, kept: false };
    await written.findAgain(collection, true);
    expect([sumOf('vectors_written'), sumOf('vectors_lost'), sumOf('vectors_repeated')]).toEqual([200, lost, repeated]);
  });
});
