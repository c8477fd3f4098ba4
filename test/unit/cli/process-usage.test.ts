import { spawn } from 'node:child_process';
import { expect, it, onTestFinished, vi } from 'vitest';
import { processTree } from '../../../cli/watch/process-tree';
import { parseProc, parsePs, readUsage, readUsageOf } from '../../../cli/watch/process-usage';

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

it('adds up what a script and the k6 that it started have used', async () => {
  const child = spawn('sh', ['-c', 'sleep 5; true']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  await vi.waitUntil(async () => (await processTree(pid)).length === 2);
  const pids = await processTree(pid);
  onTestFinished(() => void process.kill(pids[1] ?? 0, 'SIGKILL'));
  const [own, both] = [await readUsageOf([pid]), await readUsageOf(pids)];
  expect(both?.memoryMB).toBeGreaterThan(own?.memoryMB ?? 0);
  expect(await readUsageOf([2 ** 22 + 1])).toBeUndefined();
});
