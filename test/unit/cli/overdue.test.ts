import { describe, expect, it } from 'vitest';
import { describeStop, endingMs, openingMs, overdue, type RunTimes } from '../../../cli/watch/overdue';

const times = (changes: Partial<RunTimes>): RunTimes => ({
  elapsedMs: 5_000,
  statedMs: 60_000,
  endedForMs: undefined,
  hasBegun: true,
  loadingMs: 1_000,
  activeVus: 2,
  openingForMs: undefined,
  outputs: '',
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

describe('an output that does not answer', () => {
  const opening = {
    hasBegun: false,
    activeVus: 0,
    outputs: 'influxdb=http://ann:geheim@127.0.0.1:8086/db?token=geheim',
  };

  it('has its time, however long the run may take', () => {
    expect(overdue(times({ ...opening, openingForMs: openingMs - 1 }))).toBeUndefined();
    expect(overdue(times({ ...opening, openingForMs: openingMs }))?.kind).toBe('not-starting');
  });

  it('is what hung also where the run may not take that long', () => {
    const reason = overdue(times({ ...opening, openingForMs: 2_000, statedMs: 3_000, elapsedMs: 3_000 }));
    expect(reason?.kind).toBe('not-starting');
  });

  it('is named, without its password', () => {
    const said = describeStop({ kind: 'not-starting', afterMs: 20_000, outputs: opening.outputs });
    expect(said).toContain('K6_OUT is influxdb=http://***@127.0.0.1:8086/db?***.');
    expect(said).not.toContain('geheim');
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
