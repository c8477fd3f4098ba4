import { countedTrend, counter } from '../metrics/recorders';
import type { TargetFigures } from './target-figures';

/** Records what the target uses of what it may use: cores, memory, and connections to its database. */
export function makeShares() {
  const cpu = countedTrend('target_cpu_share');
  const memory = countedTrend('target_memory_share');
  const database = countedTrend('target_database_connections');
  const coresUntold = counter('target_cores_untold');
  const memoryUntold = counter('target_memory_limit_untold');
  const databaseUntold = counter('target_database_untold');
  return {
    /** Notes what the target does not say, so that no limit on it is judged. @param baseline before the load. */
    expect({ cpuSeconds, cores, memoryLimitMB, databaseConnections }: TargetFigures): void {
      if (cpuSeconds === undefined || cores === undefined) coresUntold.add(1);
      if (memoryLimitMB === undefined) memoryUntold.add(1);
      if (databaseConnections === undefined) databaseUntold.add(1);
    },
    /** @param used cores, since the look before; undefined where that is not known. */
    record({ cores, memoryMB, memoryLimitMB, databaseConnections }: TargetFigures, used: number | undefined): void {
      if (used !== undefined && cores !== undefined) cpu.add(used / cores);
      if (memoryMB !== undefined && memoryLimitMB !== undefined) memory.add(memoryMB / memoryLimitMB);
      if (databaseConnections !== undefined) database.add(databaseConnections);
    },
  };
}
