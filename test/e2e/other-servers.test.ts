import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';
import { unlessStarved } from './made-again';
import { pythonWithPackages } from './python';
import { runLoadmark } from './run-loadmark';
import { startTestbed } from './testbed-process';
import { untilHealthy } from './until-healthy';

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

  it.for(['ws-10', 'ws-50', 'ws-isolation'])('passes %s', async (scenario, context) => {
    const { exitCode, result } = await unlessStarved(
      context,
      () => runLoadmark(scenario, [], { TARGET_URL: `ws://127.0.0.1:${port}` }),
      (made) => [made.result],
    );
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

describe.skipIf(why !== '')(`document 004's own load${why}`, () => {
  it('has no failure against the testbed, unedited', async () => {
    const testbed = await startTestbed({ agentPort: 0 });
    try {
      const host = testbed.agentUrl ?? 'no second port';
      const users = ['--users', '10', '--spawn-rate', '10', '--run-time', '5s'];
      // It ends with 1 when a request has failed, and then this throws with what it printed.
      const output = execFileSync(python, ['-m', 'locust', '--headless', '--json', '--host', host, ...users], {
        cwd: join(root, 'test/python/document_004'),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const endpoints = JSON.parse(output) as { name: string; num_requests: number; num_failures: number }[];
      const sum = (count: 'num_requests' | 'num_failures') => endpoints.reduce((all, each) => all + each[count], 0);
      expect(endpoints.map(({ name }) => name)).toContain('/api/v1/health');
      expect(sum('num_requests')).toBeGreaterThan(10);
      expect(sum('num_failures')).toBe(0);
    } finally {
      await testbed.stop();
    }
  });
});
