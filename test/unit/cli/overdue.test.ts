import { describe, expect, it } from 'vitest';
import { describeStop, endingMs, overdue, type RunTimes } from '../../../cli/watch/overdue';

const times = (changes: Partial<RunTimes>): RunTimes => ({
  elapsedMs: 5_000,
  statedMs: 60_000,
  endedForMs: undefined,
  hasBegun: true,
  loadingMs: 1_000,
  activeVus: 2,
  ...changes,
});

describe('overdue', () => {
  it('leaves a run alone that is within its time', () => {
    expect(overdue(times({}))).toBeUndefined();
    expect(overdue(times({ endedForMs: endingMs - 1 }))).toBeUndefined();
  });

  it('ends k6 when the stated time is over', () => {
    expect(overdue(times({ elapsedMs: 60_000 }))).toEqual({ kind: 'overtime', afterMs: 60_000, activeVus: 2 });
  });

  it('ends k6 when it does not end after the load', () => {
    expect(overdue(times({ endedForMs: endingMs }))?.kind).toBe('not-ending');
  });

  it('waits longer for a k6 that has not been seen to begin and may still load the script', () => {
    expect(overdue(times({ hasBegun: false, endedForMs: endingMs + 1_999 }))).toBeUndefined();
    expect(overdue(times({ hasBegun: false, endedForMs: endingMs + 2_000 }))?.kind).toBe('not-ending');
  });
});

it('says what hung', () => {
  expect(describeStop({ kind: 'overtime', afterMs: 90_000, activeVus: 1 })).toMatch(
    /1 min 30 s.*1 VU was still active.*4598/,
  );
  expect(describeStop({ kind: 'overtime', afterMs: 90_000, activeVus: 0 })).toMatch(/setup\(\) or teardown\(\) hung/);
  expect(describeStop({ kind: 'not-ending', afterMs: 10_000, hasBegun: true })).toMatch(
    /handleSummary\(\) or an output/,
  );
  expect(describeStop({ kind: 'not-ending', afterMs: 11_000, hasBegun: false })).toMatch(/refused every call for 11 s/);
  expect(describeStop({ kind: 'interrupted', signal: 'SIGINT' })).toMatch(/^Interrupted by SIGINT/);
});
