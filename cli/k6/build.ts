import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../build.mjs';
import { formatDuration } from '../duration';
import { builtK6, testedK6Version } from '../paths';
import { runCommand } from '../run-command';
import { UsageError } from '../usage-error';
import { findGo } from './go';
import { howToGetK6 } from './install';
import { parseVersion } from './version';

const heartbeatMs = 10_000;

/**
 * Builds the tested version of k6 with the pinned xk6, unless it is there already.
 * @param say is told about the progress.
 * @param output absolute path of the binary.
 * @throws UsageError without a Go that can build it; Error when the build fails.
 */
export async function buildK6(say: (line: string) => void, output = builtK6): Promise<void> {
  if ((await versionOf(output)) === testedK6Version) return say(`${output} is k6 ${testedK6Version} already`);
  const { version, problem } = await findGo();
  if (problem) throw new UsageError(`${problem}\n${howToGetK6()}`);
  say(
    `building k6 ${testedK6Version} with ${version}: about 4 minutes the first time, 10 s when Go has compiled it before`,
  );
  mkdirSync(dirname(output), { recursive: true });
  // A name of its own, and moved when it is whole: a broken build is never taken for a binary, and two at once do not meet.
  const unproven = `${output}.${process.pid}`;
  try {
    await compile(unproven, say);
    const built = await versionOf(unproven);
    if (built !== testedK6Version)
      throw new Error(`The build gave ${built ?? 'no k6'} instead of k6 ${testedK6Version}.`);
    renameSync(unproven, output);
  } finally {
    rmSync(unproven, { force: true });
  }
  say(`${output} is k6 ${testedK6Version}`);
}

async function compile(output: string, say: (line: string) => void): Promise<void> {
  const startedAtMs = performance.now();
  const elapsed = () => formatDuration(performance.now() - startedAtMs);
  // Go's settings, such as a proxy of modules, are the user's own.
  const child = spawn('go', ['tool', 'xk6', 'build', testedK6Version, '-o', output], {
    cwd: join(root, 'tools'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', say);
  const heartbeat = setInterval(() => say(`still building, ${elapsed()}`), heartbeatMs);
  try {
    const [code] = await once(child, 'close');
    if (code !== 0)
      throw new Error(
        `xk6 ended with exit code ${code} after ${elapsed()}; its reason stands above. It needs the Go modules of k6: see \`go env GOPROXY\`.`,
      );
  } finally {
    clearInterval(heartbeat);
  }
}

async function versionOf(k6: string): Promise<string | undefined> {
  const { stdout } = await runCommand({ file: k6, args: ['version'], timeoutMs: 20_000 });
  return parseVersion(stdout);
}
