import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, root } from '../../build.mjs';
import { findFreePort } from '../../cli/free-port';
import { unlessStarved } from './made-again';
import { pythonWithPackages } from './python';
import { runLoadmark } from './run-loadmark';
import { untilHealthy } from './until-healthy';

const found = pythonWithPackages();
const why = 'missing' in found ? ` (skipped: ${found.missing})` : '';
const python = 'python' in found ? found.python : '';
const outdir = mkdtempSync(join(tmpdir(), 'loadmark-fastapi-'));
let server: ChildProcess | undefined;

afterAll(() => rmSync(outdir, { recursive: true, force: true }));
afterEach(async () => {
  if (!server || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
});

async function start(...args: readonly string[]): Promise<string> {
  const port = await findFreePort();
  server = spawn(python, ['test/python/stream_server.py', '--port', String(port), ...args], {
    cwd: root,
    stdio: 'ignore',
  });
  await untilHealthy(`http://127.0.0.1:${port}/health`);
  return `http://127.0.0.1:${port}`;
}

describe.skipIf(why !== '')(`streams of FastAPI${why}`, () => {
  beforeAll(() => buildScenarios({ files: [join(root, 'examples/completions.ts')], outdir }));

  it('pass', async (context) => {
    const url = await start();
    const { exitCode, result } = await unlessStarved(
      context,
      () => runLoadmark(join(outdir, 'completions.js'), [], { TARGET_URL: url }),
      (made) => [made.result],
    );
    expect({ exitCode, verdict: result?.verdict, checked: result?.isolation?.checked }).toEqual({
      exitCode: 0,
      verdict: 'PASS',
      checked: 1000,
    });
  });

  it('fail where 1 marker of 1000 is of another', async () => {
    const url = await start('--leak', '200');
    const { exitCode, result } = await runLoadmark(join(outdir, 'completions.js'), [], { TARGET_URL: url });
    expect({ exitCode, verdict: result?.verdict, foreign: result?.isolation?.foreign }).toEqual({
      exitCode: 99,
      verdict: 'FAIL',
      foreign: 1,
    });
  });
});
