import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../cli/duration';

describe('parseDuration', () => {
  it.each([
    ['1m14.575s', 74_575],
    ['15m0s', 900_000],
    ['500ms', 500],
    ['1h1m1s', 3_661_000],
    ['0s', 0],
    ['250µs', 0.25],
  ])('reads %s as Go prints it', (text, ms) => {
    expect(parseDuration(text)).toBeCloseTo(ms, 6);
  });

  it.each(['', '90', 's', '1m x', '-5s', '5 s'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

it.each([
  [420, '0.4 s'],
  [3_000, '3 s'],
  [59_600, '1 min 0 s'],
  [74_575, '1 min 15 s'],
])('formats %d ms for people', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
