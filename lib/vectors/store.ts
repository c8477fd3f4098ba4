import type { Vector } from './seeded-vectors';

/**
 * A vector database, as far as a load needs it. An adapter for one more is an object of these functions; docs/vectors.md shows one. Every
 * promise rejects with a StoreError, or with any other error, which then counts as an exception of the script.
 */
export interface VectorStore {
  /** Makes an empty collection, compared by cosine, with the index that it is to have. */
  create(collection: string, dimensions: number): Promise<unknown>;
  /** Removes a collection; one that is not there is no error. */
  drop(collection: string): Promise<unknown>;
  /** Stores vectors under their ids, all of them or none. */
  insert(collection: string, vectors: readonly Vector[]): Promise<Timed | undefined>;
  /** @returns ids of the nearest vectors that the index finds, the nearest first. */
  search(collection: string, vector: Vector, count: number): Promise<Found>;
  /** @returns those of these ids that are there. */
  find(collection: string, ids: readonly number[]): Promise<readonly number[]>;
  /** How many vectors are there; 0 where there is no such collection. */
  count(collection: string): Promise<number>;
}

/** How long a call took, as its client has measured it. Absent: until its promise is handled, the generator's lag among it. */
export interface Timed {
  readonly tookMs?: number;
}

export interface Found extends Timed {
  readonly ids: readonly number[];
}

/** Why a store did not do what it was asked. */
export interface StoreFailure extends Timed {
  /** Value of the tag `what` of the metric `requests_failed`, such as `HTTP 500` or `timed out`. */
  readonly what: string;
  /** There was an answer at all. */
  readonly came: boolean;
  /** It said that it is too busy. */
  readonly refusedCleanly?: boolean;
}

/** What an adapter rejects with. Its message never holds an address or a key. */
export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(message: string, failure: StoreFailure) {
    super(message);
    this.name = 'StoreError';
    this.failure = failure;
  }
}
