import { describe, expect, it } from 'vitest';
import { printable } from '../../../cli/k6/printable';

describe('printable', () => {
  it('leaves an ordinary text as it is', () => {
    expect(printable('dial tcp 127.0.0.1:1: größer – 世界 👩‍🚀')).toBe('dial tcp 127.0.0.1:1: größer – 世界 👩‍🚀');
  });

  it.each([
    ['clear the screen', 'a\x1b[2Jb', 'a [2Jb'],
    ['do so in one character', 'a\u009b2Jb', 'a 2Jb'],
    ['begin lines', 'a\r\nb\u2028c\u0085d', 'a b c d'],
    ['print backwards', 'a\u202eb', 'a b'],
  ])('does not let a text %s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('cuts what has more than 300 characters, and splits none', () => {
    expect(printable('é'.repeat(300))).toBe('é'.repeat(300));
    expect(printable('é'.repeat(301))).toBe(`${'é'.repeat(299)}…`);
    expect(printable(`a${'😀'.repeat(1_000_000)}`)).toBe(`a${'😀'.repeat(298)}…`);
  });
});
