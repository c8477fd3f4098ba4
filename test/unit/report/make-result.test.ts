import { describe, expect, it, vi } from 'vitest';
import { encodePair } from '../../../lib/isolation/leak-pair';
import { toJson } from '../../../lib/report/json';
import { withFindings } from '../../../lib/report/make-result';
import { counted } from '../gate/made';
import { goodReadings, madeResult, refusedReadings } from './made';

describe('makeResult', () => {
  it('begins as long before the end as the run lasted', () => {
    expect(madeResult()).toMatchObject({ startedAt: '2026-02-11T11:59:59.960Z', durationMs: 2039.66 });
  });

  it('counts outcomes and refusals that there were, and leaves out the others', () => {
    expect(madeResult({ readings: refusedReadings })).toMatchObject({
      outcomes: { refused: 50 },
      refusals: { 503: 50 },
    });
    expect(madeResult().refusals).toEqual({});
  });

  it('bounds the rate of foreign markers only where none was seen', () => {
    expect(madeResult().isolation).toMatchObject({ checked: 250, foreign: 0, foreignRateBelow: 0.012, examples: [] });
    const leaked = { ...goodReadings, ...counted({ foreign_markers: 1 }) };
    expect(madeResult({ readings: leaked }).isolation).toMatchObject({ foreign: 1, foreignRateBelow: null });
  });

  it('says nothing of isolation where no marker was looked at', () => {
    expect(madeResult({ readings: refusedReadings }).isolation).toBeNull();
  });

  it('keeps strays of a run that was cut short before it added up what it looked at', () => {
    const pair = encodePair({ receiver: 12, owner: 4 });
    const readings = { ...counted({ stale_markers: 1 }), leak_pairs: { min: pair, max: pair, value: pair } };
    expect(madeResult({ readings }).isolation).toMatchObject({
      checked: 0,
      stale: 1,
      foreignRateBelow: null,
      examples: [{ receiver: 12, owner: 4 }],
    });
  });

  it('knows no generator lag where no message was timed, in spite of the zeros that k6 gives', () => {
    expect(madeResult().generator.lagP95Ms).toBe(5.79);
    expect(madeResult({ readings: refusedReadings }).generator.lagP95Ms).toBeNull();
    expect(madeResult({ readings: {} }).generator.lagP95Ms).toBeNull();
  });
});

describe('withFindings', () => {
  it('judges again what was found out from outside, and nothing twice', () => {
    const result = madeResult({ readings: { ...goodReadings, ...counted({ dropped_iterations: 1 }) } });
    const found = withFindings(result, { k6ExitCode: 99 }, [{ cause: 'no result', message: 'k6 was killed' }]);
    expect(found).toMatchObject({ verdict: 'INVALID', k6ExitCode: 99, limits: result.limits });
    expect(found.invalidities.map(({ cause }) => cause)).toEqual(['generator', 'no result']);
  });

  it('takes the strictness that was found', () => {
    expect(withFindings(madeResult(), { strict: true }, []).verdict).toBe('INVALID');
  });
});

describe('toJson', () => {
  it('can be read back, and loses nothing', () => {
    const result = madeResult();
    const text = toJson(result);
    expect(JSON.parse(text)).toEqual(result);
    expect(text).toBe(`${JSON.stringify(result, null, 2)}\n`);
  });

  it('hands no empty list or object to JSON.stringify, whose copy in k6 indents what follows ever deeper', () => {
    const stringify = vi.spyOn(JSON, 'stringify');
    expect(toJson(madeResult())).toContain('"refusals": {},');
    const replacer = stringify.mock.lastCall?.[1] as unknown as (key: string, value: unknown) => unknown;
    stringify.mockRestore();
    expect([[], {}, [0], { a: {} }, null, ''].map((value) => replacer('', value))).toEqual([
      '[]',
      '{}',
      [0],
      { a: {} },
      null,
      '',
    ]);
  });
});
