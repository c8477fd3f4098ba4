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
import { type ExtensionSource, extensionSources, isOlderThan } from './extension-sources';
import { findGo } from './go';
import { howToGetK6 } from './install';
import { parseExtensions, parseVersion } from './version';

const heartbeatMs = 10_000;

/**
 * Builds the tested version of k6, with the extensions of this project, with the pinned xk6, unless it is there already.
 * @param say is told about the progress.
 * @param output absolute path of the binary.
 * @throws UsageError without a Go that can build it; Error when the build fails.
 */
export async function buildK6(say: (line: string) => void, output = builtK6): Promise<void> {
  const sources = extensionSources();
  const wanted = `k6 ${testedK6Version} with ${sources.map(({ module }) => module).join(' and ')}`;
  if ((await isWhole(output, sources)) && !isOlderThan(output, sources)) return say(`${output} is ${wanted} already`);
  const { version, problem } = await findGo();
  if (problem) throw new UsageError(`${problem}\n${howToGetK6()}`);
  say(`building ${wanted} by ${version}: about 4 minutes the first time, 10 s when Go has compiled it before`);
  mkdirSync(dirname(output), { recursive: true });
  // A name of its own, and moved when it is whole: a broken build is never taken for a binary, and two at once do not meet.
  const unproven = `${output}.${process.pid}`;
  try {
    await compile(unproven, sources, say);
    if (!(await isWhole(unproven, sources))) throw new Error(`The build did not give ${wanted}.`);
    renameSync(unproven, output);
  } finally {
    rmSync(unproven, { force: true });
  }
  say(`${output} is ${wanted}`);
}

async function compile(
  output: string,
  sources: readonly ExtensionSource[],
  say: (line: string) => void,
): Promise<void> {
  const startedAtMs = performance.now();
  const elapsed = () => formatDuration(performance.now() - startedAtMs);
  // Go's settings, such as a proxy of modules, are the user's own.
  const extensions = sources.flatMap(({ path, folder }) => ['--with', `${path}=${folder}`]);
  const child = spawn('go', ['tool', 'xk6', 'build', testedK6Version, ...extensions, '-o', output], {
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

/** Whether a binary is the tested k6, with all extensions. */
async function isWhole(k6: string, sources: readonly ExtensionSource[]): Promise<boolean> {
  const { stdout } = await runCommand({ file: k6, args: ['version'], timeoutMs: 20_000 });
  const built = parseExtensions(stdout);
  return parseVersion(stdout) === testedK6Version && sources.every(({ module }) => built.includes(module));
}
