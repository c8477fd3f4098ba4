// The vector database of document 002, which names none: whatever VECTORS_URL says. What it stores and is asked for is the document's, except
// that its random numbers are uniform: an index finds no nearest neighbour among those, and no embedding is like them.

import { chosenStore, dataSet, insertsVectors, ownCollection, vectorCount, vectorSearch } from '../lib';

const { store, needs } = chosenStore();

/** "100,000 vectors": what the searches are made among. */
export const searched = (): number => vectorCount(100_000);

/** Batches of 100, into a collection of this run. */
export const insert = insertsVectors('vector-insert', () => ownCollection(store(), { size: 0 }), needs);

export const search = vectorSearch({
  name: 'vector-search',
  top: 20,
  collection: () => dataSet(store(), { size: searched() }),
  needs,
});
