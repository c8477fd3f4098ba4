import { countedTrend, counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { batchSize, type Collection } from './collection';

const written = counter('vectors_written');
const lost = counter('vectors_lost');
const repeated = counter('vectors_repeated');
const insertRate = countedTrend('insert_rate');

/** What one VU has stored; it looks for it when all is answered. */
export class WrittenVectors {
  /** First ids of batches: acknowledged ones, and ones whose answer was lost. */
  private readonly acknowledged: number[] = [];
  private readonly unknown: number[] = [];
  private firstMs: number | undefined;
  private lastMs = 0;

  ask(): void {
    this.firstMs ??= now();
  }

  answer(first: number, ok: boolean): void {
    (ok ? this.acknowledged : this.unknown).push(first);
    if (ok) this.lastMs = now();
  }

  /** Of this VU's batches, from the first request to the last answer. @param vus of all, each with a like share. */
  recordRate(vus: number): void {
    const seconds = (this.lastMs - (this.firstMs ?? this.lastMs)) / 1000;
    if (seconds > 0) insertRate.add((this.acknowledged.length * batchSize * vus) / seconds);
  }

  /**
   * Looks for every vector by its id, and counts the ones it finds. If the store does not answer, nothing is recorded, so that the limits
   * have no data.
   * @param alone whether no other VU stores into the collection. @throws StoreError
   */
  async findAgain({ store, name }: Collection, alone: boolean): Promise<void> {
    let found = 0;
    let missing = 0;
    const look = async (batches: readonly number[], wanted: boolean) => {
      for (const first of batches) {
        const ids = Array.from({ length: batchSize }, (_, index) => first + index);
        const there = new Set(await store.find(name, ids));
        const count = ids.filter((id) => there.has(id)).length;
        found += count;
        if (wanted) missing += batchSize - count;
      }
    };
    await look(this.acknowledged, true);
    await look(this.unknown, false);
    const surplus = alone ? Math.max(0, (await store.count(name)) - found) : 0;
    written.add(this.acknowledged.length * batchSize);
    if (missing > 0) lost.add(missing);
    if (surplus > 0) repeated.add(surplus);
  }
}
