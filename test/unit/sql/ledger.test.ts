import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../lib/sql/ledger';

const none = { written: 0, lost: 0, repeated: 0, torn: 0, updates: 0, updatesLost: 0 };

describe('what was written, compared with what is there', () => {
  it.each([
    ['all of it, once', 3, true, { rows: 3, different: 3 }, { written: 3 }],
    ['an acknowledged row that is not there', 3, true, { rows: 2, different: 2 }, { written: 3, lost: 1 }],
    ['an acknowledged batch of which nothing is there', 3, true, undefined, { written: 3, lost: 3 }],
    ['a row that is there twice', 3, true, { rows: 4, different: 3 }, { written: 3, repeated: 1 }],
    ['a failed batch of which a part is there', 3, false, { rows: 2, different: 2 }, { torn: 2 }],
    ['a failed batch that is there as a whole: only its answer was lost', 3, false, { rows: 3, different: 3 }, {}],
    ['a failed batch of which nothing is there', 3, false, undefined, {}],
  ] as const)('finds %s', (_what, rows, acknowledged, found, losses) => {
    const ledger = new Ledger();
    ledger.wrote('batch', rows, acknowledged);
    expect(ledger.compare(found ? [{ key: 'batch', ...found }] : [], [])).toEqual({ ...none, ...losses });
  });

  it('does not take rows of others for its own', () => {
    expect(new Ledger().compare([{ key: 'of another', rows: 5, different: 1 }], [])).toEqual(none);
  });

  it.each([
    [2, {}],
    [1, { updatesLost: 1 }],
    [3, {}],
  ])('finds updates that a figure of %i does not have', (sum, losses) => {
    const ledger = new Ledger();
    ledger.updated('a');
    ledger.updated('a');
    expect(ledger.compare([], [{ key: 'a', sum }])).toEqual({ ...none, updates: 2, ...losses });
  });
});
