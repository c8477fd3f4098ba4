import { describe, expect, it } from 'vitest';
import { judge } from '../../../lib/gate/judge';
import type { ResolvedLimit } from '../../../lib/gate/limit';
import { exitCodeOf, type Verdict } from '../../../lib/gate/verdict';
import { toJunit } from '../../../lib/report/junit';
import type { Result } from '../../../lib/report/result';
import { counted, madeLimit } from '../gate/made';
import { goodReadings, madeResult, refusedReadings } from './made';
import { all, parseXml } from './xml';

describe('toJunit', () => {
  it('has a test case for each limit and one for the run', () => {
    expect(toJunit(madeResult())).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="ws-50" timestamp="2026-02-11T11:59:59.960Z" time="2.040" tests="5" failures="0" errors="0" skipped="1">
<testcase classname="ws-50" name="A02 connection success rate" time="0"><system-out>PASS: 100 %; expected &#62; 80 %; n=50</system-out></testcase>
<testcase classname="ws-50" name="A03 max concurrent connections" time="0"><system-out>PASS: 50; expected &#62;= 50; n=50</system-out></testcase>
<testcase classname="ws-50" name="A06 foreign markers seen" time="0"><system-out>PASS: 0; expected == 0; n=250; 0 in 250: at 95 % confidence the rate is below 0.012</system-out></testcase>
<testcase classname="ws-50" name="A08 target memory per connection" time="0"><skipped message="expected &#60; 50 MB; no METRICS_URL: give the Prometheus endpoint of the target to have this row judged"></skipped></testcase>
<testcase classname="ws-50" name="run is valid" time="2.040"></testcase>
</testsuite>
`);
  });

  it('tells failures from missing data', () => {
    const suite = parseXml(toJunit(madeResult({ readings: refusedReadings })));
    expect(suite.attributes).toMatchObject({ tests: '5', failures: '2', errors: '1', skipped: '1' });
    expect(all(suite, 'failure').map(({ attributes }) => attributes.message)).toEqual([
      '0 %; expected > 80 %; n=50',
      '0; expected >= 50; n=50',
    ]);
    expect(all(suite, 'error').map(({ attributes }) => attributes.message)).toEqual([
      'expected == 0; 0 of at least 50 samples',
    ]);
  });

  it('gives all reasons of an INVALID run in one error, one on each line', () => {
    const readings = { ...goodReadings, ...counted({ dropped_iterations: 3, script_errors: 1 }) };
    const suite = parseXml(toJunit(madeResult({ readings })));
    const [error] = all(suite, 'error');
    expect(error?.attributes.message?.split('\n')).toEqual([
      expect.stringMatching(/^k6 dropped 3 /),
      expect.stringMatching(/^The script threw 1 /),
    ]);
    expect(suite.children.at(-1)).toMatchObject({ attributes: { name: 'run is valid' }, children: [error] });
  });

  it.each([false, true])('lets a WARNING pass unless the run is strict (%s)', (strict) => {
    const limits = [madeLimit({ minSamples: 1, pass: { op: '>', value: 0.9 }, warn: { op: '>', value: 0.7 } })];
    const readings = { ...goodReadings, connect_ok: { rate: 0.8 } };
    const suite = parseXml(toJunit(madeResult({ limits, readings, strict })));
    const message = '80 %; expected > 90 %, warning > 70 %; n=50';
    const [testcase] = suite.children;
    if (strict) expect(testcase?.children).toMatchObject([{ name: 'failure', attributes: { message } }]);
    else expect(testcase?.children).toMatchObject([{ name: 'system-out', text: `WARNING: ${message}` }]);
  });

  it('stays well-formed whatever comes from outside', () => {
    const hostile = `"]]></testsuite><!-- & '\t\r\n \0\x1b[31m\uFFFE\uD800 \u{1F600} é`;
    const kept = `"]]></testsuite><!-- & '\t\r\n [31m \u{1F600} é`;
    const limits = [madeLimit({ minSamples: 1, title: hostile })];
    const result = madeResult({ scenario: hostile, limits });
    const suite = parseXml(toJunit({ ...result, invalidities: [{ cause: 'generator', message: hostile }] }));
    expect(suite.attributes.name).toBe(kept);
    expect(suite.children[0]?.attributes).toMatchObject({ classname: kept, name: `T01 ${kept}` });
    expect(all(suite, 'error')[0]?.attributes.message).toBe(kept);
  });
});

describe('a JUnit file', () => {
  /** One limit for each answer that a limit can get, on metrics of their own. */
  const readings = counted({ outcomes: 100, open_sockets: 5, pings_sent: 5, pings_answered: 5 });
  const { pass: _, ...unbounded } = madeLimit();
  const answers: Readonly<Record<string, ResolvedLimit>> = {
    pass: madeLimit({ pass: { op: '>=', value: 5 } }),
    warning: madeLimit({ pass: { op: '>=', value: 9 }, warn: { op: '>=', value: 5 } }),
    fail: madeLimit({ pass: { op: '>=', value: 9 } }),
    certainFail: madeLimit({ pass: { op: '>=', value: 9 }, certain: true }),
    noData: madeLimit({ evidence: 'scrapes_failed' }),
    skipped: madeLimit({ needs: 'METRICS_URL' }),
    reported: unbounded,
  };
  const slots = (['open_sockets', 'pings_sent', 'pings_answered'] as const).map((metric, index) =>
    Object.values(answers).map((limit): ResolvedLimit => ({ ...limit, metric, statistic: 'count', row: `T0${index}` })),
  );

  /** Every choice of no limit, one from the first slot, one from the first and second, and so on. */
  function combinations([first, ...rest]: readonly (readonly ResolvedLimit[])[]): ResolvedLimit[][] {
    return first === undefined
      ? [[]]
      : [[], ...first.flatMap((limit) => combinations(rest).map((others) => [limit, ...others]))];
  }

  const found = [[], [{ cause: 'generator', message: 'k6 was the bottleneck' }]] as const;
  const results: Result[] = combinations(slots).flatMap((limits) =>
    found.flatMap((invalidities) =>
      [false, true].map((strict) => ({
        ...madeResult(),
        ...judge({ limits, readings, given: [], invalidities, strict }),
        strict,
      })),
    ),
  );

  it('has a failure or an error exactly where loadmark exits with another code than 0', () => {
    const seen = new Set<Verdict>();
    for (const result of results) {
      const suite = parseXml(toJunit(result));
      const [failures, errors, skipped] = ['failure', 'error', 'skipped'].map((name) => all(suite, name).length);
      const what = JSON.stringify(result.limits.map(({ verdict }) => verdict)) + result.verdict;
      expect([what, Number(failures) + Number(errors) > 0]).toEqual([
        what,
        exitCodeOf(result.verdict, result.strict) > 0,
      ]);
      if (result.verdict === 'FAIL') expect([what, failures]).not.toEqual([what, 0]);
      if (result.verdict === 'INVALID') expect([what, errors]).not.toEqual([what, 0]);
      expect(suite.attributes).toMatchObject({
        tests: `${result.limits.length + 1}`,
        failures: `${failures}`,
        errors: `${errors}`,
        skipped: `${skipped}`,
      });
      seen.add(result.verdict);
    }
    expect([...seen].sort()).toEqual(['FAIL', 'INVALID', 'PASS', 'WARNING']);
    expect(results).toHaveLength(4 * (1 + 7 + 7 ** 2 + 7 ** 3));
  });
});
