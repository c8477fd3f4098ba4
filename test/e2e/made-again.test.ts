import { describe, expect, it, type TestContext } from 'vitest';
import type { Invalidity, Verdict } from '../../lib/gate/verdict';
import type { Result } from '../../lib/report/result';
import { madeResult } from '../unit/report/made';
import { unlessStarved } from './made-again';

const made = (verdict: Verdict, ...causes: Invalidity['cause'][]): Result => ({
  ...madeResult(),
  verdict,
  invalidities: causes.map((cause) => ({ cause, message: `because of ${cause}` })),
});
const starved = made('INVALID', 'generator');

/** Makes runs with these results in turn, for a test of its own. @returns the result that counts, and why others do not. */
async function run(...results: readonly Result[]) {
  const meta: TestContext['task']['meta'] = {};
  const left = [...results];
  const make = async () => left.shift();
  const last = await unlessStarved({ task: { meta } } as TestContext, make, (result) => [result]);
  return { verdict: last?.verdict, runs: results.length - left.length, reasons: meta.madeAgain ?? [] };
}

describe('a run is made', () => {
  it.each<readonly [string, readonly Result[], Verdict, number]>([
    ['once when it passes', [made('PASS'), made('FAIL')], 'PASS', 1],
    ['once when it fails', [made('FAIL'), made('PASS')], 'FAIL', 1],
    ['once when it warns', [made('WARNING'), made('PASS')], 'WARNING', 1],
    ['once when data are missing', [made('INVALID', 'no data'), made('PASS')], 'INVALID', 1],
    ['once when data are missing, too', [made('INVALID', 'generator', 'no data'), made('PASS')], 'INVALID', 1],
    ['again when its generator was starved', [starved, made('FAIL'), made('PASS')], 'FAIL', 2],
    ['three times at most', [starved, starved, starved, made('PASS')], 'INVALID', 3],
  ])('%s', async (_what, results, verdict, runs) => {
    expect(await run(...results)).toEqual({ verdict, runs, reasons: Array(runs - 1).fill('because of generator') });
  });
});
