import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const samples = { count: 5, everyMs: 20 };

/** The body of `POST /api/v1/metrics/collect`: how this process and this machine are doing, sampled over 100 ms. */
export async function collect(instanceId: string) {
  const before = { ms: performance.now(), process: process.cpuUsage(), machine: machineCpuMs() };
  const residentMb: number[] = [];
  const lagMs: number[] = [];
  for (let sample = 0; sample < samples.count; sample++) {
    const startMs = performance.now();
    await pause(samples.everyMs);
    lagMs.push(Math.max(0, performance.now() - startMs - samples.everyMs));
    residentMb.push(process.memoryUsage.rss() / 2 ** 20);
  }
  const { user, system } = process.cpuUsage(before.process);
  const windowMs = performance.now() - before.ms;
  const { busy, all } = machineCpuMs();
  return {
    instance_id: instanceId,
    status: 'completed',
    collected_at: new Date().toISOString(),
    window_ms: windowMs,
    samples: samples.count,
    process: {
      cpu_percent: ((user + system) / 1_000 / windowMs) * 100,
      resident_mb: Math.max(...residentMb),
      event_loop_lag_ms: Math.max(...lagMs),
    },
    machine: {
      cpu_percent: ((busy - before.machine.busy) / Math.max(1, all - before.machine.all)) * 100,
      memory_percent: (1 - freemem() / totalmem()) * 100,
      load_average: loadavg()[0],
    },
  };
}

/** Of all cores, since the start of the machine. */
function machineCpuMs(): { busy: number; all: number } {
  const sum = { busy: 0, all: 0 };
  for (const { times } of cpus()) {
    const { idle, user, nice, sys, irq } = times;
    sum.busy += user + nice + sys + irq;
    sum.all += user + nice + sys + irq + idle;
  }
  return sum;
}
