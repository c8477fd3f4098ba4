import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../lib/report/markdown';
import { madeLimit } from '../gate/made';
import { goodReadings, madeResult, refusedReadings } from './made';

describe('toMarkdown', () => {
  it('gives the verdict, a table of the limits, and what explains them', () => {
    expect(toMarkdown(madeResult())).toBe(`\
## ws-50: PASS

ws://127.0.0.1:8000, 2.0 s, 50 sockets at once

| Verdict | Row | Limit | Measured | Bound | Samples | Notes |
| --- | --- | --- | --- | --- | --- | --- |
| PASS | A02 | connection success rate | 100 % | > 80 % | n=50 |  |
| PASS | A03 | max concurrent connections | 50 | >= 50 | n=50 |  |
| PASS | A06 | foreign markers seen | 0 | == 0 | n=250 | 0 in 250: at 95 % confidence the rate is below 0.012 |
| SKIPPED | A08 | target memory per connection |  | < 50 MB |  | no METRICS_URL: give the Prometheus endpoint of the target to have this row judged |

- connect time: med 4.62 ms, p(95) 12.3 ms, max 24.1 ms
- task time: med 221 ms, p(95) 224 ms, max 224 ms
- isolation: 250 markers checked, 0 foreign: rate below 0.012
- generator: lag p(95) 5.79 ms
`);
  });

  it('says first why a run is INVALID', () => {
    const [heading, run, reasons, table] = toMarkdown(madeResult({ readings: {}, limits: [madeLimit()] })).split(
      '\n\n',
    );
    expect([heading, run]).toEqual(['## ws-50: INVALID', 'ws://127.0.0.1:8000, 2.0 s, 50 sockets at once']);
    expect(reasons).toMatch(/^- \*\*no data\*\*: No data to judge T01: /);
    expect(table).toMatch(/^\| Verdict /);
  });

  it('says what failed', () => {
    const markdown = toMarkdown(madeResult({ readings: refusedReadings }));
    expect(markdown).toMatch(/^## ws-50: FAIL$/m);
    expect(markdown).toMatch(/^\| FAIL \| A02 \| connection success rate \| 0 % \| > 80 % \| n=50 \| {2}\|$/m);
    expect(markdown).toMatch(/^- outcomes: refused 50 \(HTTP 503: 50\)$/m);
  });

  it.each([
    ['a table cell', 'a | b', 'a &#124; b'],
    ['HTML', '<img src=x> & </b>', '&#60;img src=x> &#38; &#60;/b>'],
    ['several lines', 'a\r\n## b', 'a ## b'],
    ['a link', '[x](http://h)', '&#91;x&#93;(http://h)'],
    ['code, emphasis, strike-through and an escape', '`a` *b* ~c~ \\d', '&#96;a&#96; &#42;b&#42; &#126;c&#126; &#92;d'],
  ])('lets %s from outside be text only', (_what, title, written) => {
    const result = madeResult({
      scenario: title,
      limits: [madeLimit({ minSamples: 1, title })],
      load: { ...madeResult().load, describe: title },
      readings: goodReadings,
    });
    const invalidities = [{ cause: 'generator', message: title }] as const;
    const lines = toMarkdown({ ...result, invalidities }).split('\n');
    expect(lines[0]).toBe(`## ${written}: PASS`);
    expect(lines).toContain(`ws://127.0.0.1:8000, 2.0 s, ${written}`);
    expect(lines).toContain(`- **generator**: ${written}`);
    expect(lines).toContain(`| PASS | T01 | ${written} | 100 % | > 90 % | n=50 |  |`);
  });
});
