import { setting } from '../environment/env';
import { after } from '../runtime/pace';
import { runId } from '../runtime/run-id';
import { type SeededVectors, seededVectors } from './seeded-vectors';
import type { VectorStore } from './store';

/** Vectors of a run, and where in a store they are. */
export interface Collection {
  readonly store: VectorStore;
  readonly name: string;
  readonly vectors: SeededVectors;
  /** Ids go from 0 to one less. */
  readonly size: number;
  /** It is there before the run and stays behind it, for the next one. */
  readonly kept: boolean;
}

export interface CollectionOptions {
  readonly size: number;
  /** Default: 1536, as document 002 has it. */
  readonly dimensions?: number;
  /** Equal seeds give equal vectors. Default: 42. */
  readonly seed?: number;
}

/** VECTOR_COUNT, or the scenario's own number. */
export const vectorCount = (own: number): number => setting('VECTOR_COUNT') ?? own;

/** To be raised when other vectors come of the same seed: a set that is kept in a store would be taken for the new one. */
const generation = 1;
export const batchSize = 100;
/** Batches in flight: more make each wait longer, and no store faster. */
const loaders = 4;

/** A collection of this run alone, whose name no other run has. */
export const ownCollection = (store: VectorStore, options: CollectionOptions): Collection => {
  const { seed = 42, dimensions = 1536, size } = options;
  return {
    store,
    name: `loadmark_${runId().toLowerCase()}`,
    vectors: seededVectors(seed, dimensions),
    size,
    kept: false,
  };
};

/** With KEEP_VECTORS a collection whose name says which vectors it has, so that they are stored once for many runs. */
export function dataSet(store: VectorStore, options: CollectionOptions): Collection {
  const own = ownCollection(store, options);
  if (setting('KEEP_VECTORS') !== 'true') return own;
  const { seed, dimensions } = own.vectors;
  return { ...own, name: `loadmark_set_${generation}_${seed}_${dimensions}_${own.size}${builtWith()}`, kept: true };
}

/** A set with another index is another set; how it is searched is no part of it. */
function builtWith(): string {
  const { m, efConstruction, none } = setting('VECTOR_INDEX') ?? {};
  return `${none ? '_none' : ''}${m ? `_m${m}` : ''}${efConstruction ? `_ef${efConstruction}` : ''}`;
}

/** Makes an empty collection, unless one that is kept is complete. @throws StoreError */
export async function begin({ store, name, vectors, size, kept }: Collection): Promise<void> {
  if (kept && (await store.count(name)) === size) return;
  await store.drop(name);
  await store.create(name, vectors.dimensions);
}

/** Stores all vectors, unless they are there. @throws StoreError */
export async function fill({ store, name, vectors, size }: Collection): Promise<void> {
  if ((await store.count(name)) === size) return;
  let next = 0;
  const load = async () => {
    while (next < size) {
      const first = next;
      next += batchSize;
      await store.insert(name, batchOf(vectors, first, Math.min(first + batchSize, size)));
    }
  };
  await Promise.all(Array.from({ length: loaders }, load));
}

/** Waits until another VU has stored all vectors. @throws Error where that takes longer. */
export async function awaitFilled({ store, name, size }: Collection, untilMs: number): Promise<void> {
  for (let waitedMs = 0; (await store.count(name)) < size; waitedMs += 1000) {
    if (waitedMs > untilMs) throw new Error(`The ${size} vectors were not stored within ${untilMs / 1000} s.`);
    await after(1000);
  }
}

/** Removes what the run has made. @throws StoreError */
export async function end({ store, name, kept }: Collection): Promise<void> {
  if (!kept) await store.drop(name);
}

/** @param end the first id behind it. */
export const batchOf = (vectors: SeededVectors, first: number, end: number) =>
  Array.from({ length: end - first }, (_, index) => vectors.vector(first + index));
