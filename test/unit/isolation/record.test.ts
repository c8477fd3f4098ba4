import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodePair } from '../../../lib/isolation/leak-pair';
import { Ledger, type Stray } from '../../../lib/isolation/ledger';
import { marker, own } from './made';

const foreign: Stray = { kind: 'foreign', owner: { ...own, user: 8 }, text: marker(0, { user: 8 }) };
const stale: Stray = { kind: 'stale', owner: { ...own, task: 1 }, text: marker(0, { task: 1 }) };
const unknown: Stray = { kind: 'foreign', owner: undefined, text: 'MARKER_QXZ' };

/** The module as a new VU has it, because it counts what it logged, and its metrics. */
async function newVu() {
  vi.resetModules();
  return { ...(await import('../../../lib/isolation/record')), ...(await import('../../stubs/k6-metrics')) };
}

let logged: string[] = [];

beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe('recordStrays', () => {
  it('counts foreign and stale markers apart', async () => {
    const { recordStrays, sumOf } = await newVu();
    recordStrays(own, [foreign, stale, unknown]);
    expect([sumOf('foreign_markers'), sumOf('stale_markers')]).toEqual([2, 1]);
  });

  it('keeps who got whose, also where nobody keeps the log', async () => {
    const { recordStrays, samplesOf } = await newVu();
    recordStrays(own, [foreign, unknown]);
    expect(samplesOf('leak_pairs').map(({ value }) => decodePair(value))).toEqual([
      { receiver: 7, owner: 8 },
      { receiver: 7, owner: undefined },
    ]);
  });

  it('logs the first five of a VU in full and counts them all', async () => {
    const { recordStrays, sumOf } = await newVu();
    for (let time = 0; time < 4; time++) recordStrays(own, [foreign, stale]);
    expect(logged).toHaveLength(5);
    expect(logged[0]).toBe('foreign marker: MARKER_R4N0-V2-U7-T3-M* received MARKER_R4N0-V2-U8-T3-M0;');
    expect(logged[1]).toMatch(/^stale marker: /);
    expect(sumOf('foreign_markers') + sumOf('stale_markers')).toBe(8);
  });
});

describe('recordLedger', () => {
  /** What the metrics hold after a task that asked for five markers. */
  async function record(texts: readonly string[], { complete }: { complete: boolean }) {
    const { recordLedger, sumOf, samplesOf } = await newVu();
    const ledger = new Ledger(own, 5);
    for (const text of texts) text === '' ? ledger.completed() : ledger.look(text);
    recordLedger(ledger, complete);
    return { sumOf, samplesOf };
  }
  const all = [0, 1, 2, 3, 4].map((message) => marker(message));

  it('adds up what a task received', async () => {
    const { sumOf } = await record([marker(0), marker(2), marker(1), marker(1), '', marker(4)], { complete: true });
    const names = ['markers_checked', 'repeated_markers', 'reordered_markers', 'late_markers', 'lost_markers'];
    expect(names.map(sumOf)).toEqual([5, 1, 1, 1, 1]);
  });

  it.each([
    [0, false],
    [4, true],
  ])('calls %d of four missing ones lost when it is %s that the task was reported complete', async (lost, complete) => {
    const { sumOf } = await record([marker(0)], { complete });
    expect(sumOf('lost_markers')).toBe(lost);
  });

  it('makes no samples of what did not happen', async () => {
    const { samplesOf, sumOf } = await record(all, { complete: true });
    const names = ['repeated_markers', 'reordered_markers', 'late_markers', 'lost_markers'];
    expect(names.flatMap((name) => samplesOf(name))).toEqual([]);
    expect(sumOf('markers_checked')).toBe(5);
  });

  it('does not count strays a second time: they were counted as they came', async () => {
    const { sumOf } = await record([foreign.text], { complete: false });
    expect([sumOf('foreign_markers'), sumOf('markers_checked')]).toEqual([0, 1]);
  });
});
