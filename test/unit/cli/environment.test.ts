import { describe, expect, it } from 'vitest';
import { buildEnvironment } from '../../../cli/k6/environment';

describe('buildEnvironment', () => {
  it('puts options over pairs, and pairs over what was inherited', () => {
    const inherited = { A: 'inherited', B: 'inherited', C: 'inherited' };
    const environment = buildEnvironment(inherited, ['B=pair', 'C=pair'], { C: 'option', D: undefined });
    expect(environment).toMatchObject({ A: 'inherited', B: 'pair', C: 'option' });
    expect('D' in environment).toBe(false);
  });

  it('keeps equals signs and line breaks of a value', () => {
    expect(buildEnvironment({}, ['LIMITS=A02>=1', 'X=a\nb=c'], {})).toMatchObject({ LIMITS: 'A02>=1', X: 'a\nb=c' });
  });

  it('never reports to anybody and never fetches another k6, whatever was inherited', () => {
    const inherited = { K6_NO_USAGE_REPORT: 'false', K6_AUTO_EXTENSION_RESOLUTION: 'true' };
    expect(buildEnvironment(inherited, [], {})).toMatchObject({
      K6_NO_USAGE_REPORT: 'true',
      K6_AUTO_EXTENSION_RESOLUTION: 'false',
    });
  });

  it.each([
    'K6_VUS=3',
    'K6_NO_THRESHOLDS=true',
    'K6_SUMMARY_MODE=disabled',
    'K6_LINGER=true',
  ])('refuses %s, inherited or given', (pair) => {
    const [name = '', value = ''] = pair.split('=');
    expect(() => buildEnvironment({ [name]: value }, [], {})).toThrow(new RegExp(`^${name} would replace`));
    expect(() => buildEnvironment({}, [pair], {})).toThrow(new RegExp(`^${name} would replace`));
  });

  it.each(['50', '0', 'x'])('refuses PARALLELISM %s, inherited or given, where k6 runs all users', (PARALLELISM) => {
    const refusal = /PARALLELISM is .* unset it, or set K6_EXECUTION_SEGMENT/;
    expect(() => buildEnvironment({ PARALLELISM }, [], {})).toThrow(refusal);
    expect(() => buildEnvironment({}, [`PARALLELISM=${PARALLELISM}`], {})).toThrow(refusal);
    expect(() => buildEnvironment({ K6_EXECUTION_SEGMENT: '' }, [`PARALLELISM=${PARALLELISM}`], {})).toThrow(refusal);
  });

  it('takes PARALLELISM of one runner, and that of a runner that has a segment', () => {
    for (const inherited of [{ PARALLELISM: '' }, { PARALLELISM: '1' }])
      expect(buildEnvironment(inherited, [], {})).toMatchObject(inherited);
    const shared = { PARALLELISM: '2', K6_EXECUTION_SEGMENT: '0:1/2' };
    expect(buildEnvironment(shared, [], {})).toMatchObject(shared);
  });

  it('leaves other variables of k6 alone', () => {
    expect(buildEnvironment({ K6_OUT: 'csv=x.csv', K6_VUS: '' }, [], {})).toMatchObject({ K6_OUT: 'csv=x.csv' });
  });

  it('refuses a pair without a name, and does not repeat it', () => {
    expect(() => buildEnvironment({}, ['hunter2'], {})).toThrow(/^-e takes NAME=VALUE(?!.*hunter2)/);
    expect(() => buildEnvironment({}, ['=hunter2'], {})).toThrow(/^-e takes NAME=VALUE(?!.*hunter2)/);
  });
});
