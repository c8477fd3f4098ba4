import { countedTrend } from '../metrics/recorders';
import { isObserved, tryScrape } from './scrape';

const growth = countedTrend('target_memory_growth');
const memory = countedTrend('target_memory');

/**
 * A step to call before the first batch of a load and after each: records by how much the target's memory grew over the batch.
 * Without METRICS_URL it does nothing, and the limit is SKIPPED.
 */
export function memoryGrowth(): () => Promise<void> {
  let beforeMB: number | undefined;
  return async () => {
    if (!isObserved()) return;
    const { memoryMB } = tryScrape() ?? {};
    // A batch that the target did not survive has no growth, and its tasks say so.
    if (memoryMB === undefined) return;
    memory.add(memoryMB);
    if (beforeMB !== undefined) growth.add(memoryMB - beforeMB);
    beforeMB = memoryMB;
  };
}
