import type { Invalidity } from '../../lib/gate/verdict';
import { type Group, groupsOf, throttledMsOf } from './cgroup';

/** How the quota of k6's control group held it back. */
export interface Throttling {
  /** Of all cores added up. */
  readonly throttledMs: number;
  /** From the beginning of the run to its end. */
  readonly overMs: number;
}

/**
 * While the quota holds k6 back, what comes waits for the next period, up to 0.1 s: from a twentieth of the run on, these waits are in a
 * p(95), which most limits are on. A moment at the first connects is normal.
 */
export const throttledPart = 0.05;

/** Whether the quota, not the target, was what the run measured. */
export function throttlingDoubt({ throttledMs, overMs }: Throttling, cores: number): Invalidity | undefined {
  if (throttledMs <= overMs * throttledPart) return undefined;
  return {
    cause: 'generator',
    message: `The CPU quota of k6's control group (${Number(cores.toPrecision(2))} cores) held it back for ${seconds(throttledMs)} s in ${seconds(overMs)} s, and its own waits are in every time. Raise the quota (cpu.max, the CPU limit of a container), use fewer users, or more runners.`,
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/** Follows the counters of k6's control groups. A run may be over before a second look, so the last is taken when k6 is gone. */
export class ThrottlingWatch {
  private readonly groups = new Map<string, Watched>();
  /** Never, where k6's API does not answer. */
  private hasBegun = false;

  /** @param hasBegun whether k6 has begun with the run: making the VUs may use the quota up. */
  look(pids: readonly number[], hasBegun: boolean): void {
    for (const group of pids.flatMap((pid) => groupsOf(pid))) {
      const look = lookAt(group);
      const { first = look, before = look } = this.groups.get(group.folder) ?? {};
      this.groups.set(group.folder, { group, first, before: hasBegun ? before : look });
    }
    this.hasBegun ||= hasBegun;
  }

  /** What the group lost that lost most. */
  sum(): Throttling {
    const sums = [...this.groups.values()].map(({ group, first, before }) => {
      const [from, to] = [this.hasBegun ? before : first, lookAt(group)];
      return { throttledMs: Math.max(0, to.throttledMs - from.throttledMs), overMs: to.atMs - from.atMs };
    });
    return sums.sort((a, b) => b.throttledMs - a.throttledMs)[0] ?? { throttledMs: 0, overMs: 0 };
  }
}

interface Watched {
  readonly group: Group;
  readonly first: Look;
  /** The last before the run began. */
  readonly before: Look;
}

interface Look {
  readonly throttledMs: number;
  readonly atMs: number;
}

const lookAt = (group: Group): Look => ({ throttledMs: throttledMsOf([group]), atMs: performance.now() });
