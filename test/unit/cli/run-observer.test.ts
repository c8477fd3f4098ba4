import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rest } from '../../../cli/k6/rest';
import type { Phase, Status } from '../../../cli/k6/rest-answers';
import { endingMs, openingMs } from '../../../cli/watch/overdue';
import { RunObserver } from '../../../cli/watch/run-observer';

const silent: Status = { kind: 'silent' };
const refused: Status = { kind: 'refused' };
const during = (phase: Phase): Status => ({ kind: 'answer', phase, activeVus: 2 });

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Lets an observer look at this very process, once a second, while its API says this in turn. */
async function observed(...statuses: readonly Status[]): Promise<RunObserver> {
  let status = silent;
  const rest: Rest = { status: async () => status, count: async () => 0, readings: async () => undefined };
  const screen = { print() {}, progress() {}, clear() {} };
  const k6 = { pid: process.pid, log: process.stdin, ended: new Promise<never>(() => {}), signal() {} };
  const observer = new RunObserver({ k6, environment: {}, rest, screen, statedMs: 600_000, loadingMs: 0 });
  for (status of statuses) {
    vi.advanceTimersByTime(1_000);
    await observer.observe();
  }
  return observer;
}

const ofSamples = (observer: RunObserver) => observer.sightings().samples.map(({ loading }) => loading);

describe('RunObserver', () => {
  it('counts the use of CPU to the load only while k6 says that it runs', async () => {
    const observer = await observed(
      during('starting'),
      during('setup'),
      during('load'),
      silent,
      during('teardown'),
      refused,
    );
    expect(ofSamples(observer)).toEqual([false, false, true, true, false, false]);
  });

  it('ends a k6 that goes on starting its outputs, and no other', async () => {
    const opening = await observed(during('opening'), during('opening'));
    vi.advanceTimersByTime(openingMs - 1_000);
    expect(opening.overdue()?.kind).toBe('not-starting');
    const started = await observed(during('opening'), during('starting'));
    vi.advanceTimersByTime(openingMs);
    expect(started.overdue()).toBeUndefined();
  });

  it('does not take a silent API for the end', async () => {
    const observer = await observed(during('load'), silent);
    vi.advanceTimersByTime(endingMs);
    expect(observer.overdue()).toBeUndefined();
  });

  it('does not take it for the end that its API refuses at first, and then says nothing', async () => {
    const observer = await observed(refused, silent);
    vi.advanceTimersByTime(2 * endingMs);
    expect(observer.overdue()).toBeUndefined();
  });

  it('looks at the process also while its API says nothing', async () => {
    const { samples, cores } = (await observed(refused, silent, silent)).sightings();
    expect([samples.length, samples.at(-1)?.memoryMB]).toEqual([3, expect.any(Number)]);
    expect(cores).toBeGreaterThan(0);
  });

  it.each([refused, during('ended')])('takes it for the end that k6 answers %j', async (status) => {
    const observer = await observed(during('load'), status);
    vi.advanceTimersByTime(endingMs - 1);
    expect(observer.overdue()).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(observer.overdue()?.kind).toBe('not-ending');
  });

  it('gives the length of the run from its beginning to its end', async () => {
    const observer = await observed(during('starting'), during('setup'), during('load'), silent, refused, refused);
    vi.advanceTimersByTime(5_000);
    expect(observer.sightings().durationMs).toBe(3_000);
  });
});
