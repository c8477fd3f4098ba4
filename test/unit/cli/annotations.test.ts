import { expect, it } from 'vitest';
import { annotationsOf } from '../../../cli/result/annotations';
import { madeLimit } from '../gate/made';
import { madeResult, refusedReadings } from '../report/made';

it('has an error for each limit that failed, and nothing for those that hold', () => {
  expect(annotationsOf(madeResult())).toEqual([]);
  expect(annotationsOf(madeResult({ readings: refusedReadings }))).toContain(
    '::error title=ws-50 A02::connection success rate: 0 %25, expected > 80 %25 (n=50)',
  );
});

it('says why a run is INVALID', () => {
  const [first, ...others] = annotationsOf(madeResult({ readings: {}, limits: [madeLimit()] }));
  expect(first).toMatch(/^::error title=ws-50 INVALID::no data: No data to judge T01: /);
  expect(others).toEqual([]);
});

it('lets no text end its line or its title', () => {
  const result = { ...madeResult({ readings: {}, limits: [madeLimit()] }), scenario: 'a::b\n::error::c, d' };
  const [line = ''] = annotationsOf(result);
  expect(line).not.toContain('\n');
  expect(line).toMatch(/^::error title=a%3A%3Ab%0A%3A%3Aerror%3A%3Ac%2C d INVALID::/);
});
