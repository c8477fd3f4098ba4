import type { Invalidity } from '../../lib/gate/verdict';
import type { ProcessUsage } from './process-usage';

/** k6 at one moment. */
export interface UsageSample extends ProcessUsage {
  /** On a monotonic clock. */
  readonly atMs: number;
  /** Whether the load ran, as k6 says: compiling the script and setup() may take all cores. */
  readonly loading: boolean;
}

/** Above this share of its cores k6 has no reserve for many answers at once, and its own waits get into their times. */
export const hotShare = 0.9;
/** A garbage collection or the first connects may take all cores for a second or two; that is normal. */
export const hotForMs = 3_000;
/** A shorter load is judged by the generator's lag alone: four samples say little. */
export const shortestLoadMs = 2_000;
/** More of the load than this on hot cores is no exception, even where no stretch of it is long. */
export const hotPart = 0.5;
/** k6's use of the cores while the load ran. */
export interface CpuUse {
  readonly loadMs: number;
  /** Time in which k6 wanted more than `hotShare` of its cores: what it got, and what it waited for. */
  readonly hotMs: number;
  /** Longest stretch of it. */
  readonly longestHotMs: number;
  /** Highest share of the cores that k6 got over at least a second; null for a load that was too short to say. */
  readonly peakShare: number | null;
  /** Share of the time in which its threads were ready to run that they had no core; null where nothing was seen of the load. */
  readonly waitedShare: number | null;
  /** The same as a time, of all threads together. */
  readonly waitedMs: number;
}

/**
 * Adds the samples up. Waiting counts: on a machine that is busy with something else, such as the target, k6 is the bottleneck long
 * before it has all cores to itself.
 * @param cores that k6 may use at the same time.
 */
export function measureCpuUse(samples: readonly UsageSample[], cores: number): CpuUse {
  const use = { loadMs: 0, hotMs: 0, longestHotMs: 0 };
  let stretchMs = 0;
  let [readyMs, waitedMs] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1];
    if (!before?.loading || !sample.loading) {
      stretchMs = 0;
      continue;
    }
    const tookMs = sample.atMs - before.atMs;
    const waitMs = sample.waitMs - before.waitMs;
    const wantedMs = sample.cpuMs - before.cpuMs + waitMs;
    readyMs += wantedMs;
    waitedMs += waitMs;
    const isHot = wantedMs > hotShare * cores * tookMs;
    stretchMs = isHot ? stretchMs + tookMs : 0;
    use.loadMs += tookMs;
    use.hotMs += isHot ? tookMs : 0;
    use.longestHotMs = Math.max(use.longestHotMs, stretchMs);
  }
  return {
    ...use,
    waitedMs,
    waitedShare: readyMs > 0 ? waitedMs / readyMs : null,
    peakShare: peakShare(
      samples.filter(({ loading }) => loading),
      cores,
    ),
  };
}

/** Whether the generator, not the target, was what the run measured. */
export function saturationOf(
  { loadMs, hotMs, longestHotMs, peakShare }: CpuUse,
  cores: number,
): Invalidity | undefined {
  const isLong = longestHotMs >= hotForMs;
  const isMost = loadMs >= shortestLoadMs && hotMs > loadMs * hotPart;
  if (!isLong && !isMost) return undefined;
  const when = isLong
    ? `${seconds(longestHotMs)} s in a row`
    : `${seconds(hotMs)} s of the load's ${seconds(loadMs)} s`;
  const whose = cores === 1 ? 'its one core' : `its ${Number(cores.toPrecision(2))} cores`;
  const got = peakShare === null ? '' : ` (it got ${Math.round(peakShare * 100)} % at most)`;
  return {
    cause: 'generator',
    message: `k6 wanted more than ${hotShare * 100} % of ${whose} for ${when}${got}: it was the bottleneck, and its own waits are in every time. Use fewer users or messages, a machine with more free cores, or more runners.`,
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** Over windows of at least a second, because CPU time is counted in steps of 10 ms and samples come when they can. */
function peakShare(samples: readonly UsageSample[], cores: number): number | null {
  const shares = samples.flatMap((from, index) => {
    const to = samples.slice(index).find(({ atMs }) => atMs - from.atMs >= 1000);
    return to ? [(to.cpuMs - from.cpuMs) / ((to.atMs - from.atMs) * cores)] : [];
  });
  return shares.length > 0 ? Math.max(...shares) : null;
}
