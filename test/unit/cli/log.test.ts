import { describe, expect, it } from 'vitest';
import { isEvidence, type LogEntry, messageOf, parseLogLine } from '../../../cli/k6/log';

const read = (line: string): LogEntry => parseLogLine(line) ?? { level: 'debug', message: '', source: undefined };

describe('parseLogLine', () => {
  it('reads level, message and source of a line', () => {
    const line = '{"level":"warning","msg":"odd","source":"console","time":"2026-02-11T10:00:00Z"}';
    expect(read(line)).toEqual({ level: 'warning', message: 'odd', source: 'console' });
  });

  it('adds what k6 gives as an error', () => {
    const line = '{"error":"dial tcp: refused","level":"warning","msg":"Request Failed"}';
    expect(read(line).message).toBe('Request Failed: dial tcp: refused');
  });

  it('takes a line that is no JSON, such as a Go panic, for an error', () => {
    expect(read('panic: runtime error')).toEqual({
      level: 'error',
      message: 'panic: runtime error',
      source: undefined,
    });
    expect(read('[1]').level).toBe('error');
  });

  it('skips an empty line', () => {
    expect(parseLogLine(' ')).toBeUndefined();
  });
});

describe('messageOf', () => {
  it.each([
    ['Error: A must be 1\n\tat f (file:///a.ts:1:2(3))\n', 'A must be 1'],
    ['Error: A is wrong\nB is wrong\n\tat f (file:///a.ts:1:2(3))\n', 'A is wrong\nB is wrong'],
    ['Uncaught (in promise) TypeError: x is undefined\n\tat f', 'TypeError: x is undefined'],
    ['GoError: dial\n\tat f', 'dial'],
  ])('leaves the stack of %j away', (message, expected) => {
    expect(messageOf({ level: 'error', message, source: 'stacktrace' })).toBe(expected);
  });

  it('is quick with a hundred thousand newlines', () => {
    const startedAtMs = performance.now();
    messageOf({ level: 'error', message: `a${'\n'.repeat(100_000)}b`, source: 'console' });
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });
});

it('knows what the script logs about markers that are not a socket’s own', () => {
  const message = 'foreign marker: LM-A-* received LM-B-1';
  expect(isEvidence({ level: 'error', message, source: 'console' })).toBe(true);
  expect(isEvidence({ level: 'error', message: 'stale marker: x', source: 'console' })).toBe(true);
  expect(isEvidence({ level: 'error', message, source: undefined })).toBe(false);
  expect(isEvidence({ level: 'error', message: 'no foreign marker: x', source: 'console' })).toBe(false);
});
