import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../lib/gate/verdict';

describe('exitCodeOf', () => {
  it.each([
    ['PASS', 0, 0],
    ['WARNING', 0, 99],
    ['FAIL', 99, 99],
    ['INVALID', 3, 3],
  ] as const)('is for %s %d, and in a strict run %d', (verdict, code, strict) => {
    expect([exitCodeOf(verdict, false), exitCodeOf(verdict, true)]).toEqual([code, strict]);
  });
});
