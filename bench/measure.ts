import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What one process cost from its start to its end. */
export interface Cost {
  readonly cpuSeconds: number;
  readonly peakMemoryMB: number;
}

/**
 * Runs the command in the background, says its process id, and after its end what CPU time the shell's children took. For bash: other
 * shells count in whole ticks of 10 ms, which is 4 % of the smallest load.
 */
const wrapper = '"$@" >/dev/null 2>&1 & pid=$!; echo "pid $pid"; wait $pid; code=$?; times; exit $code';

/**
 * Runs a command and measures it as a whole, from outside. Needs bash, and Linux: peak memory is read from /proc while it runs.
 * @throws Error where it exits with anything but 0: a run that failed says nothing about cost.
 */
export async function measure(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Cost> {
  const shell = spawn('bash', ['-c', wrapper, 'bash', ...command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let peakMemoryMB = 0;
  let poll: NodeJS.Timeout | undefined;
  createInterface({ input: shell.stdout }).on('line', (line) => {
    lines.push(line);
    const pid = /^pid (\d+)$/.exec(line)?.[1];
    if (pid)
      poll = setInterval(() => {
        peakMemoryMB = Math.max(peakMemoryMB, highWaterMB(pid));
      }, 20);
  });
  const [code] = await once(shell, 'close');
  clearInterval(poll);
  if (code !== 0) throw new Error(`${command.join(' ')} exited with ${code}.`);
  return { cpuSeconds: seconds(lines.at(-1) ?? ''), peakMemoryMB };
}

/** The kernel's own peak, so that polling misses nothing but the last 20 ms. */
function highWaterMB(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Sum of the two times in a line such as `0m1.250s 0m0.500s`. */
function seconds(line: string): number {
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell's \`times\` must end with two times, but came: ${line}`);
  return parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
}
