import { readFileSync } from 'node:fs';

/** CPU time of all cores of this machine so far, in the kernel's ticks. */
export interface MachineCpu {
  /** What programs and the kernel got. */
  readonly usedTicks: number;
  /** What they could have used, and the hypervisor gave to other machines ("steal"). */
  readonly stolenTicks: number;
}

/** Undefined where the system does not say: only Linux does. */
export function readMachineCpu(): MachineCpu | undefined {
  try {
    return parseMachineCpu(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads the first line of /proc/stat: `cpu` user nice system idle iowait irq softirq steal guest guest_nice. */
export function parseMachineCpu(stat: string): MachineCpu | undefined {
  const [, ticks = ''] = /^cpu +(.+)$/m.exec(stat) ?? [];
  const [user, nice, system, , , irq, softirq, stolenTicks] = ticks.split(' ').map(Number);
  // `user` and `nice` contain the guests.
  const usedTicks = [user, nice, system, irq, softirq].reduce<number>((sum, each) => sum + (each ?? Number.NaN), 0);
  return stolenTicks === undefined || Number.isNaN(usedTicks) ? undefined : { usedTicks, stolenTicks };
}

/** Fewer than these (half a second of one core) say nothing about the share. */
const fewestTicks = 50;

/** Share of the CPU time wanted between two moments that other machines got; null where it is unknown. */
export function stolenShareOf(from: MachineCpu | undefined, to: MachineCpu | undefined): number | null {
  if (!from || !to) return null;
  const stolen = to.stolenTicks - from.stolenTicks;
  const wanted = stolen + to.usedTicks - from.usedTicks;
  return wanted < fewestTicks ? null : stolen / wanted;
}
