import { beforeEach, describe, expect, it } from 'vitest';
import { learn } from '../../../lib/isolation/habits';
import { Ledger } from '../../../lib/isolation/ledger';
import { recordLedger } from '../../../lib/isolation/record';
import { endVu } from '../../../lib/runtime/vu-end';
import { resetSamples, samplesOf, sumOf } from '../../stubs/k6-metrics';
import { marker, own } from './made';

beforeEach(resetSamples);

/** What the metrics hold after a VU whose tasks were all complete. */
function run(tasks: readonly (readonly number[])[]) {
  for (const heard of tasks) {
    const ledger = new Ledger(own, 3, { learning: true });
    for (const message of heard) ledger.look(marker(message));
    recordLedger(ledger, true);
    learn(ledger, true);
  }
  endVu();
  const names = ['repeated_markers', 'reordered_markers', 'lost_markers', 'markers_checked', 'markers_compared'];
  return { counts: names.map(sumOf), habits: samplesOf('marker_habit').map(({ value }) => value) };
}

describe('what a VU learns', () => {
  it('is the habit of its target, which every task is compared with', () => {
    const twice = [0, 1, 2, 0, 1, 2];
    expect(run([twice, twice, [0, 1, 2, 0, 2]])).toEqual({ counts: [0, 0, 1, 17, 17], habits: [2] });
    expect(run([[0, 1, 2]])).toMatchObject({ habits: [2, 1] });
  });

  it('is that some markers are lost where others come, and nothing of a target that says none', () => {
    expect(run([[0], [], []]).counts).toEqual([0, 0, 8, 1, 1]);
    resetSamples();
    expect(run([[], [], []])).toEqual({ counts: [0, 0, 0, 0, 0], habits: [] });
  });

  it('is nothing where every task repeats in its own way: no limit can be kept by that', () => {
    expect(
      run([
        [0, 1, 2, 0, 1, 2],
        [0, 0, 1, 1, 2, 2],
        [0, 1, 2, 0, 1, 2, 0, 1, 2],
      ]),
    ).toEqual({
      counts: [0, 0, 0, 21, 0],
      habits: [],
    });
  });
});
