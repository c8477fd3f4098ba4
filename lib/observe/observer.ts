import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { setting } from '../environment/env';
import { countedTrend } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { after } from '../runtime/pace';
import { tryScrape } from './scrape';
import type { TargetFigures } from './target-figures';

const memory = countedTrend('target_memory');
const memoryPerConnection = countedTrend('target_memory_per_connection');
const memoryRise = countedTrend('target_memory_rise');
const cpu = countedTrend('target_cpu');
const connections = countedTrend('target_connections');
const eventLoopLag = countedTrend('target_event_loop_lag');

/** What of a load the observer needs to know. */
interface ObservedLoad {
  readonly users: number;
  readonly maxDurationMs: number;
}

const periodMs = 1000;
/** Each may take the 0.9 s of a scrape. */
const attemptsAfterwards = 5;

/**
 * k6's executor of the observer: a VU of its own that ends with the load, so that it neither shortens nor prolongs the run. Each runner
 * of a distributed run has one, because each judges for itself.
 */
export const observerExecutor = (load: ObservedLoad): Scenario => ({
  executor: 'per-vu-iterations',
  exec: 'observe',
  vus: setting('PARALLELISM') ?? 1,
  iterations: 1,
  maxDuration: `${Math.ceil(load.maxDurationMs) + 2 * periodMs}ms`,
  gracefulStop: '0s',
});

/**
 * Scrapes the target once a second until no VU but this one is active.
 * @param baseline the target's figures before the load.
 */
export async function observeTarget(load: ObservedLoad, baseline: TargetFigures): Promise<void> {
  let last = { figures: baseline, atMs: now() };
  let peakMemoryMB = 0;
  let peakConnections = 0;
  // Those of others, open before the load, took their memory before it, too.
  const added = ({ connections }: TargetFigures) => connections && connections - (baseline.connections ?? 0);
  const look = () => {
    const figures = tryScrape();
    if (!figures) return;
    const atMs = now();
    record(figures, last.figures, (atMs - last.atMs) / 1000);
    peakMemoryMB = Math.max(peakMemoryMB, figures.memoryMB ?? 0);
    peakConnections = Math.max(peakConnections, added(figures) ?? load.users);
    last = { figures, atMs };
  };
  do {
    await after(periodMs);
    look();
  } while (exec.instance.vusActive > 1);
  // A target that was too busy to answer during a short load is asked again afterwards: what it kept is still there.
  const missedLoad = peakMemoryMB === 0;
  for (let attempt = 0; attempt < attemptsAfterwards && peakMemoryMB === 0; attempt++) look();
  if (baseline.memoryMB === undefined || peakMemoryMB === 0) return;
  const riseMB = Math.max(0, peakMemoryMB - baseline.memoryMB);
  memoryRise.add(riseMB);
  const among = missedLoad ? load.users : peakConnections;
  if (among > 0) memoryPerConnection.add(riseMB / among);
}

function record(figures: TargetFigures, before: TargetFigures, seconds: number): void {
  if (figures.memoryMB !== undefined) memory.add(figures.memoryMB);
  if (figures.connections !== undefined) connections.add(figures.connections);
  if (figures.eventLoopLagMs !== undefined) eventLoopLag.add(figures.eventLoopLagMs);
  if (figures.cpuSeconds !== undefined && before.cpuSeconds !== undefined)
    cpu.add((figures.cpuSeconds - before.cpuSeconds) / seconds);
}
