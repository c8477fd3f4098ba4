import { beforeEach, vi } from 'vitest';
import { endpoint as made } from '../../../lib/http/endpoint';
import type { EndpointOptions } from '../../../lib/http/endpoint-options';
import type { Load, VuFunction } from '../../../lib/load/load';
import type { Request } from '../../../lib/requests/request';
import { flushLag } from '../../../lib/runtime/lag';
import exec from '../../stubs/k6-execution';
import { answerRequestsWith, type StubAnswer, type StubRequest } from '../../stubs/k6-http';
import { resetSamples, type Sample, samplesOf } from '../../stubs/k6-metrics';

/** A request that came to the target, and when, on the clock of `performance`. */
export interface Came extends StubRequest {
  readonly atMs: number;
}

/** Fake time, no samples, and a VU 0 before each test of the file. */
export function onFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ loopLimit: 1e6 });
    // What an earlier test left behind.
    flushLag();
    resetSamples();
    exec.scenario.iterationInTest = 0;
    vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => {
      vi.useRealTimers();
      vi.restoreAllMocks();
    };
  });
}

/** A target that answers like this. @returns what comes to it. */
export function target(answer: (request: StubRequest, index: number) => StubAnswer = () => ({})): Came[] {
  const came: Came[] = [];
  answerRequestsWith((request) => {
    came.push({ ...request, atMs: performance.now() });
    return answer(request, came.length - 1);
  });
  return came;
}

/** What one VU does; the others are run after it. @returns how long it took. */
export async function runVu<L extends Load>(run: VuFunction<L>, load: L, vu = 0): Promise<number> {
  exec.scenario.iterationInTest = vu;
  const startedMs = performance.now();
  let endedMs = Number.NaN;
  // As the scenario does it, which notes the last lag when its load is over.
  const running = run(load, { run: 'R4N0' }).then(() => {
    flushLag();
    endedMs = performance.now();
  });
  await vi.runAllTimersAsync();
  await running;
  return endedMs - startedMs;
}

export const endpoint = (name = 'thing', changes: Partial<EndpointOptions> = {}): Request =>
  made({ name, path: `/${name}`, ...changes });

/** Sum of a metric's samples that bear these tags. */
export const sumWith = (metric: string, tags: Readonly<Record<string, string>>): number =>
  samplesOf(metric)
    .filter((sample) => Object.entries(tags).every(([name, value]) => sample.tags?.[name] === value))
    .reduce((sum, { value }) => sum + value, 0);

/** Share of a rate's samples that are true; undefined of none. */
export function shareOf(metric: string, samples: readonly Sample[] = samplesOf(metric)): number | undefined {
  return samples.length === 0 ? undefined : samples.filter(({ value }) => value === 1).length / samples.length;
}
