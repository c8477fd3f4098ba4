import type { MetricName } from '../metrics/catalogue';
import { countedTrend, counter, sampleCounter } from '../metrics/recorders';
import type { TargetFigures } from './target-figures';

/** Records what the target uses of what it may use: cores, memory, and connections to its database. */
export function makeShares() {
  const cpu = countedTrend('target_cpu_share');
  const memory = countedTrend('target_memory_share');
  const database = countedTrend('target_database_connections');
  const coresUntold = untold('target_cores_untold', 'target_cpu_share');
  const memoryUntold = untold('target_memory_limit_untold', 'target_memory_share');
  const databaseUntold = untold('target_database_untold', 'target_database_connections');
  return {
    /** Notes what the target does not say, so that no limit on it is judged. @param baseline before the load. */
    expect({ cpuSeconds, cores, memoryLimitMB, databaseConnections }: TargetFigures): void {
      if (cpuSeconds === undefined || cores === undefined) coresUntold();
      if (memoryLimitMB === undefined) memoryUntold();
      if (databaseConnections === undefined) databaseUntold();
    },
    /** @param used cores, since the look before; undefined where that is not known. */
    record({ cores, memoryMB, memoryLimitMB, databaseConnections }: TargetFigures, used: number | undefined): void {
      if (used !== undefined && cores !== undefined) cpu.add(used / cores);
      if (memoryMB !== undefined && memoryLimitMB !== undefined) memory.add(memoryMB / memoryLimitMB);
      if (databaseConnections !== undefined) database.add(databaseConnections);
    },
  };
}

/** Notes that a figure is not said. It counts as a sample of it, too: k6 would fail the limit that is SKIPPED for want of samples. */
function untold(name: MetricName, figure: MetricName): () => void {
  const notSaid = counter(name);
  const samples = sampleCounter(figure);
  return () => {
    notSaid.add(1);
    samples.add(1);
  };
}
