import { describe, expect, it } from 'vitest';
import { buildEnvironment } from '../../../cli/k6/environment';
import { passedNames } from '../../../cli/k6/k6-variables';

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
    ['K6_VUS=3', 'would replace the scenario'],
    ['K6_NO_THRESHOLDS=true', 'would replace the scenario'],
    ['K6_SUMMARY_MODE=disabled', 'would take away what the record'],
    ['K6_LINGER=true', 'would keep k6 from ending'],
    ['K6_CONFIG=x.json', 'names a file of options'],
    ['K6_EXECUTION_SEGMENT=0:1/2', 'is not read by k6'],
    ['K6_MAX_REDIRECTS=10', 'would change what is sent'],
    ['K6_BLOCK_HOSTNAMES=*', 'would keep requests from the target'],
    ['K6_HOSTS={"a":"1.2.3.4"}', 'would keep requests from the target'],
    ['K6_OF_NEXT_YEAR=1', 'is unknown to loadmark'],
  ])('refuses %s, inherited or given, and says why', (pair, why) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(pair) ?? [];
    expect(() => buildEnvironment({ [name]: value }, [], {})).toThrow(new RegExp(`^${name} ${why}`));
    expect(() => buildEnvironment({}, [pair], {})).toThrow(new RegExp(`^${name} ${why}.*: unset it\\.$`));
  });

  it('names every variable that it refuses', () => {
    const inherited = { K6_RPS: '60', K6_DURATION: '1s' };
    expect(() => buildEnvironment(inherited, [], {})).toThrow(/^K6_DURATION .*\nK6_RPS /);
  });

  it.each([
    '2',
    '50',
    '0',
    'x',
  ])('refuses PARALLELISM %s, inherited or given: this k6 runs all users', (PARALLELISM) => {
    const refusal = /PARALLELISM is .* runs one k6/;
    expect(() => buildEnvironment({ PARALLELISM }, [], {})).toThrow(refusal);
    expect(() => buildEnvironment({}, [`PARALLELISM=${PARALLELISM}`], {})).toThrow(refusal);
  });

  it('takes PARALLELISM of one runner', () => {
    for (const inherited of [{ PARALLELISM: '' }, { PARALLELISM: '1' }])
      expect(buildEnvironment(inherited, [], {})).toMatchObject(inherited);
  });

  it('lets outputs, TLS, names and switches that are off through', () => {
    const inherited = {
      K6_OUT: 'csv=x.csv',
      K6_PROMETHEUS_RW_SERVER_URL: 'http://127.0.0.1:9090',
      K6_INSECURE_SKIP_TLS_VERIFY: 'true',
      K6_TAGS: 'a=b',
      K6_NO_THRESHOLDS: 'false',
      K6_THROW: '0',
    };
    expect(buildEnvironment(inherited, [], {})).toMatchObject(inherited);
    expect(passedNames(buildEnvironment(inherited, [], {}))).toEqual(Object.keys(inherited).sort());
  });

  it('leaves out what is empty, which k6 would take for set, and what k6 reads although it is not meant for it', () => {
    const environment = buildEnvironment({ K6_VUS: '', K6_NO_THRESHOLDS: '', CLOUD: 'aws', COLLECTORS: 'x' }, [], {});
    expect(Object.keys(environment).sort()).toEqual(['K6_AUTO_EXTENSION_RESOLUTION', 'K6_NO_USAGE_REPORT']);
  });

  it.each([
    ['LOADTEST_USERS', 'LOAD_TEST_USERS'],
    ['LOAD_TEST_USER', 'LOAD_TEST_USERS'],
    ['load_test_users', 'LOAD_TEST_USERS'],
    ['TARGETURL', 'TARGET_URL'],
    ['TASK_TIMOUT', 'TASK_TIMEOUT'],
    ['LIMIT', 'LIMITS'],
  ])('refuses -e %s, which nobody reads, and says that %s is meant', (name, meant) => {
    expect(() => buildEnvironment({}, [`${name}=5`], {})).toThrow(
      `-e ${name} is no setting of loadmark: did you mean ${meant}?`,
    );
    // Inherited, it may be of another program.
    expect(buildEnvironment({ [name]: '5' }, [], {})).toMatchObject({ [name]: '5' });
  });

  it.each([
    'JOBS_PATH',
    'X',
    'LOADMARK_K6',
    'HTTP_PROXY',
    'USERS',
  ])("takes a variable of the script's own: -e %s", (name) => {
    expect(buildEnvironment({}, [`${name}=5`], {})).toMatchObject({ [name]: '5' });
  });

  it('refuses a pair without a name, and does not repeat it', () => {
    expect(() => buildEnvironment({}, ['hunter2'], {})).toThrow(/^-e takes NAME=VALUE(?!.*hunter2)/);
    expect(() => buildEnvironment({}, ['=hunter2'], {})).toThrow(/^-e takes NAME=VALUE(?!.*hunter2)/);
  });
});
