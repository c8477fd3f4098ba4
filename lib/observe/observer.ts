import exec from 'k6/execution';
import type { Scenario } from 'k6/options';
import { setting } from '../environment/env';
import { countedTrend } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { isFirstEvaluation } from '../runtime/evaluation';
import { after } from '../runtime/pace';
import { coresBetween, isSameProcess, type Look, look } from './look';
import { isObserved } from './scrape';
import { makeShares } from './shares';
import type { TargetFigures } from './target-figures';

const makeRecorders = () => ({
  memory: countedTrend('target_memory'),
  memoryPerConnection: countedTrend('target_memory_per_connection'),
  memoryRise: countedTrend('target_memory_rise'),
  cpu: countedTrend('target_cpu'),
  shares: makeShares(),
  connections: countedTrend('target_connections'),
  eventLoopLag: countedTrend('target_event_loop_lag'),
});

/** k6 learns of them at the first evaluation. They take 60 KB of every other VU, so that none has them where nobody observes. */
const recorders = isFirstEvaluation || isObserved() ? makeRecorders() : undefined;

/** What of a load the observer needs to know. */
interface ObservedLoad {
  readonly users: number;
  readonly maxDurationMs: number;
}

const periodMs = 1000;
/** How often the end of the load is looked for, so that the run need not last until the next scrape. */
const stepMs = 100;
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
 * Scrapes the target once a second until no VU but this one is active, and once more then.
 * @param baseline the target's figures before the load.
 */
export async function observeTarget(load: ObservedLoad, baseline: TargetFigures): Promise<void> {
  const before: Look = { figures: baseline, atMs: now() };
  const growth = new Growth(before, load.users);
  /** The last look at each process: several workers may answer METRICS_URL in turn, and each is compared with itself. */
  const lastOf = new Map([[baseline.startedAt, before]]);
  const lookOnce = () => {
    const then = look();
    if (!then) return;
    record(then, lastOf.get(then.figures.startedAt));
    lastOf.set(then.figures.startedAt, then);
    growth.see(then);
  };
  recorders?.shares.expect(baseline);
  // Not sooner: the VUs of the load may not have begun.
  await after(periodMs);
  lookOnce();
  while (isLoaded()) {
    await periodOrEnd();
    lookOnce();
  }
  // A target that was too busy to answer during a short load is asked again afterwards: what it kept is still there.
  const missedLoad = !growth.seen;
  for (let attempt = 0; attempt < attemptsAfterwards && !growth.seen; attempt++) lookOnce();
  growth.record(missedLoad);
}

const isLoaded = (): boolean => exec.instance.vusActive > 1;

async function periodOrEnd(): Promise<void> {
  for (let restMs = periodMs; restMs > 0 && isLoaded(); restMs -= stepMs) await after(stepMs);
}

function record(then: Look, before: Look | undefined): void {
  const { memoryMB, connections: open, eventLoopLagMs } = then.figures;
  if (memoryMB !== undefined) recorders?.memory.add(memoryMB);
  if (open !== undefined) recorders?.connections.add(open);
  if (eventLoopLagMs !== undefined) recorders?.eventLoopLag.add(eventLoopLagMs);
  // The time since the last scrape may be short where the load has ended: too short for a share of a core.
  const isLong = before !== undefined && then.atMs - before.atMs >= periodMs / 2;
  const cores = isLong ? coresBetween(before, then) : undefined;
  if (cores !== undefined) recorders?.cpu.add(cores);
  recorders?.shares.record(then.figures, cores);
}

/** How far the target's memory rises above what it was before the load, also for each connection that the load opened. */
class Growth {
  /** Whether the target's memory was seen since the load began. */
  seen = false;
  private readonly before: Look;
  private readonly users: number;
  private isOneProcess = true;
  private peakMemoryMB = 0;
  private peakConnections = 0;

  constructor(before: Look, users: number) {
    this.before = before;
    this.users = users;
  }

  see(then: Look): void {
    const { memoryMB, connections: open } = then.figures;
    if (memoryMB === undefined) return;
    this.seen = true;
    if (!isSameProcess(this.before, then)) this.isOneProcess = false;
    this.peakMemoryMB = Math.max(this.peakMemoryMB, memoryMB);
    // Connections of others, open before the load, took their memory before it, too.
    const added = open === undefined ? this.users : open - (this.before.figures.connections ?? 0);
    this.peakConnections = Math.max(this.peakConnections, added);
  }

  /** Records nothing, hence NO DATA, where the load met more than one process: what is one's is not the other's. */
  record(missedLoad: boolean): void {
    const { memoryMB } = this.before.figures;
    if (memoryMB === undefined || !this.seen || !this.isOneProcess) return;
    const riseMB = Math.max(0, this.peakMemoryMB - memoryMB);
    recorders?.memoryRise.add(riseMB);
    const among = missedLoad ? this.users : this.peakConnections;
    if (among > 0) recorders?.memoryPerConnection.add(riseMB / among);
  }
}
