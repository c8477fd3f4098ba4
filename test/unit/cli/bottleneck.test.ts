import { expect, it } from 'vitest';
import { wasBottleneck } from '../../../cli/run/bottleneck';
import type { Invalidity, Verdict } from '../../../lib/gate/verdict';
import { madeResult } from '../report/made';

it.each<readonly [verdict: Verdict, causes: readonly Invalidity['cause'][], again: boolean]>([
  ['INVALID', ['generator'], true],
  ['INVALID', ['generator', 'generator'], true],
  ['INVALID', ['generator', 'no data'], false],
  ['INVALID', ['no result'], false],
  ['FAIL', ['generator'], false],
  ['PASS', [], false],
])('%s because of %j is worth another attempt: %j', (verdict, causes, again) => {
  const invalidities = causes.map((cause) => ({ cause, message: '' }));
  expect(wasBottleneck({ ...madeResult(), verdict, invalidities })).toBe(again);
});
