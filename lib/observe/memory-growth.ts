import { countedTrend } from '../metrics/recorders';
import { isSameProcess, type Look, look } from './look';
import { isObserved } from './scrape';

const growth = countedTrend('target_memory_growth');
const memory = countedTrend('target_memory');

/**
 * A step to call before the first batch of a load and after each: records by how much the target's memory grew over the batch.
 * Without METRICS_URL it does nothing, and the limit is SKIPPED.
 */
export function memoryGrowth(): () => Promise<void> {
  let before: Look | undefined;
  return async () => {
    if (!isObserved()) return;
    const then = look();
    // A batch that the target did not survive has no growth, and its tasks say so.
    if (then?.figures.memoryMB === undefined) return;
    memory.add(then.figures.memoryMB);
    if (before?.figures.memoryMB !== undefined && isSameProcess(before, then))
      growth.add(then.figures.memoryMB - before.figures.memoryMB);
    before = then;
  };
}
