import { expect, it } from 'vitest';
import { coresForK6, parseQuota } from '../../../cli/watch/cores';
import { parseProc, parsePs, readUsage } from '../../../cli/watch/process-usage';

const stat =
  '4711 (k6 (odd) name) S 1 4711 4711 0 -1 4194560 8342 0 0 0 250 50 0 0 20 0 12 0 9001 1371912 11000 184467';
const status = 'Name:\tk6\nVmPeak:\t 1371912 kB\nVmHWM:\t   51200 kB\nVmRSS:\t   40000 kB\n';

it('reads CPU time, waiting time and peak memory from /proc', () => {
  const usage = parseProc(stat, status, ['1000000 250000000 7', '5 750000000 1', '']);
  expect(usage).toEqual({ cpuMs: 3000, waitMs: 1000, memoryMB: 50 });
});

it('takes a process without memory for gone', () => {
  expect(parseProc(stat, 'Name:\tk6\nState:\tZ (zombie)\n', [])).toBeUndefined();
});

it.each([
  [' 1:02.50 51200\n', 62_500],
  ['01:00:02 51200', 3_602_000],
  ['1-00:00:02 51200', 86_402_000],
])('reads %j from ps', (text, cpuMs) => {
  expect(parsePs(text)).toEqual({ cpuMs, waitMs: 0, memoryMB: 50 });
});

it('finds nothing in an empty answer of ps', () => {
  expect(parsePs('')).toBeUndefined();
});

it('sees this very process, and none that is gone', async () => {
  expect((await readUsage(process.pid))?.memoryMB).toBeGreaterThan(10);
  expect(await readUsage(2 ** 22 + 1)).toBeUndefined();
});

it('reads a CPU quota of a container', () => {
  expect(parseQuota('150000 100000\n')).toBe(1.5);
  expect(parseQuota('max 100000\n')).toBe(Number.POSITIVE_INFINITY);
});

it('takes GOMAXPROCS for an upper bound, and no more', () => {
  expect(coresForK6({ GOMAXPROCS: '1' })).toBe(1);
  expect(coresForK6({ GOMAXPROCS: '4096' })).toBe(coresForK6({}));
  expect(coresForK6({ GOMAXPROCS: 'many' })).toBe(coresForK6({}));
});
