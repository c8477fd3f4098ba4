import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../lib/isolation/ledger';
import { stamped, stampsIn } from '../../../lib/isolation/stamp';
import { marker, output, own } from './made';

describe('stampsIn', () => {
  it('gives each stamped marker of a text its own time', () => {
    const text = [0, 1, 2].map((message) => output(stamped(marker(message), 10.5 + message))).join('\n');
    expect(stampsIn(text)).toEqual([0, 1, 2].map((message) => ({ marker: marker(message), atMs: 10.5 + message })));
  });

  it('passes over what is cut, or has no stamp', () => {
    const whole = stamped(marker(1), 12_345.678);
    for (let end = 0; end < whole.length; end++) expect(stampsIn(output(whole.slice(0, end)))).toEqual([]);
    expect(stampsIn(output(marker(1)))).toEqual([]);
  });
});

describe('a ledger of stamped markers', () => {
  const look = (texts: readonly string[]) => {
    const ledger = new Ledger(own, 3, { stamped: true });
    for (const text of texts) ledger.look(text);
    return { checked: ledger.checked, lost: ledger.lost };
  };
  const whole = [0, 1, 2].map((message) => stamped(marker(message), 12_345.678));

  it('has all that came whole', () => {
    expect(look(whole)).toEqual({ checked: 3, lost: 0 });
    expect(look([whole.join(' ')])).toEqual({ checked: 3, lost: 0 });
    expect(look([...whole].reverse())).toEqual({ checked: 3, lost: 0 });
  });

  it('misses one whose tail was cut off, wherever, and whether it was due or not', () => {
    const [first = '', second = '', third = ''] = whole;
    for (let end = 0; end < second.length; end++) {
      const cut = output(second.slice(0, end));
      expect(look([first, cut, third]), cut).toEqual({ checked: 2, lost: 1 });
      expect(look([first, third, cut]), cut).toEqual({ checked: 2, lost: 1 });
    }
  });
});
