import { describe, expect, it } from 'vitest';
import { readExposition } from '../../../lib/observe/exposition';

const read = (text: string) => Object.fromEntries(readExposition(text));

describe('readExposition', () => {
  it.each<[string, string, number]>([
    ['a plain sample', 'x 12', 12],
    ['an exponent', 'x 1.8e+08', 180_000_000],
    ['a small one', 'x 4.5E-3', 0.0045],
    ['a negative one', 'x -2', -2],
    ['a timestamp behind it', 'x 7 1395066363000', 7],
    ['tabs and spaces', '  x\t 7  ', 7],
    ['the line ends of Windows', 'x 7\r', 7],
    ['labels', 'x{a="b",c="d"} 7', 7],
    ['an empty set of labels', 'x{} 7', 7],
    ['white space before its labels', 'x {a="b"} 7', 7],
    ['a label with a brace and a space', 'x{a="} 9"} 7', 7],
    ['a label with an escaped quote', 'x{a="\\"} 9",b="\\\\"} 7', 7],
    ['an exemplar behind it, as OpenMetrics has', 'x{a="b"} 7 # {trace_id="c"} 0.67 1.5', 7],
    ['label sets, which are added up', 'x{a="1"} 3\nx{a="2"} 4', 7],
  ])('reads %s', (_what, text, value) => {
    expect(read(text)).toEqual({ x: value });
  });

  it.each([
    ['comments', '# HELP x the metric x 7\n# TYPE x gauge\n#x 7'],
    ['what is no number', 'x NaN\nx +Inf\nx -Inf\nx Infinity\nx seven'],
    ['names that are none', '1x 7\n{a="b"} 7'],
    ['samples without a value', 'x\nx{a="b"}'],
    ['other texts', '<html><body>x 7</body></html>\n{"x": 7}'],
    ['nothing', ''],
  ])('passes over %s', (_what, text) => {
    expect(read(text)).toEqual({});
  });

  it('tells names apart that begin alike', () => {
    expect(read('open 1\nopen_total 2\nopen:rate 3')).toEqual({ open: 1, open_total: 2, 'open:rate': 3 });
  });

  it('adds up nothing for a label set that is no number', () => {
    expect(read('x{a="1"} 3\nx{a="2"} NaN')).toEqual({ x: 3 });
  });
});
