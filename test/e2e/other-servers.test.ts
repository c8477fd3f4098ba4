import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';
import { pythonWithPackages } from './python';
import { runLoadmark } from './run-loadmark';
import { startTestbed } from './testbed-process';

const found = pythonWithPackages();
const why = 'missing' in found ? ` (skipped: ${found.missing})` : '';
const python = 'python' in found ? found.python : '';
const port = 20_000 + (process.pid % 5_000);

describe.skipIf(why !== '')(`a server that is not ours: aiohttp${why}`, () => {
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    server = spawn(python, ['test/python/task_server.py', '--port', String(port)], { cwd: root, stdio: 'ignore' });
    await untilHealthy(`http://127.0.0.1:${port}/health`);
  });
  afterAll(async () => {
    if (!server || server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  });

  it.each(['ws-10', 'ws-50', 'ws-isolation'])('passes %s', async (scenario) => {
    const { exitCode, result } = await runLoadmark(scenario, [], { TARGET_URL: `ws://127.0.0.1:${port}` });
    expect({ exitCode, verdict: result?.verdict }).toEqual({ exitCode: 0, verdict: 'PASS' });
  });
});

describe.skipIf(why !== '')(`document 000's own tester${why}`, () => {
  // It knows one address only. A machine where that is taken cannot run it.
  it('passes against the testbed, unedited', async () => {
    const testbed = await startTestbed({ port: 8000 });
    try {
      const folder = join(root, 'test/python/document_000');
      const tests = execFileSync(
        python,
        ['-m', 'pytest', '-p', 'no:cacheprovider', 'test_load.py', '-m', 'slow', '-q'],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(tests).toMatch(/4 passed/);
      const benchmark = execFileSync(python, ['benchmark_websocket.py'], { cwd: folder, encoding: 'utf8' });
      expect(benchmark).toMatch(/Median:\s+[\d.]+ ms[\s\S]*Messages\/sec:\s+\d+/);
    } finally {
      await testbed.stop();
    }
  });
});

async function untilHealthy(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answered = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 10 s.`);
}
