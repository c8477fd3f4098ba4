import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';

const guardFile = JSON.stringify(join(root, 'cli/k6/guard.ts'));

/** A process that starts a guard and then a process to be guarded, and is gone at a given moment. @returns the guarded one's number. */
async function startAndDie(whenGone: 'before it tells the number' | 'after it'): Promise<number> {
  const mark = `--address 127.0.0.1:${process.pid} `;
  const code = `
    import { spawn } from 'node:child_process';
    import { startGuard } from ${guardFile};
    const guard = startGuard(${JSON.stringify(mark)});
    const args = ['-e', 'setTimeout(() => {}, 40_000)', '--', ...${JSON.stringify(mark)}.trim().split(' '), 'end'];
    const child = spawn(process.execPath, args, { stdio: 'ignore', detached: true });
    process.stdout.write(String(child.pid), () => {
      ${whenGone === 'after it' ? 'guard.watch(child.pid);' : ''}
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [[line]] = await Promise.all([once(child.stdout, 'data'), once(child, 'exit')]);
  return Number(String(line));
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the guard ends a process when loadmark was killed', () => {
  it.each(['before it tells the number', 'after it'] as const)('%s', async (whenGone) => {
    const pid = await startAndDie(whenGone);
    expect(pid).toBeGreaterThan(1);
    const untilMs = performance.now() + 8_000;
    while (isThere(pid) && performance.now() < untilMs) await delay(50);
    expect(isThere(pid)).toBe(false);
  });
});
