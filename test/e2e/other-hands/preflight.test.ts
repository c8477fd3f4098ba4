import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../../cli/free-port';
import { type Bench, makeBench } from '../cli-process';
import { runLoadmark } from '../run-loadmark';
import { startTasks } from './servers';

/** Answers every request with a page, one for an upgrade too. */
const pages = createServer((_request, response) => response.end('<h1>Welcome</h1>'));
let bench: Bench;
let port: number;
beforeAll(async () => {
  bench = makeBench();
  port = await findFreePort();
  await new Promise<void>((resolve) => pages.listen(port, '127.0.0.1', resolve));
});
afterAll(() => {
  pages.closeAllConnections();
  pages.close();
  bench.dispose();
});

describe('a target that is none ends the run before any load, in one sentence', () => {
  it.concurrent.each<readonly [what: string, scenario: string, target: (port: number) => string, said: RegExp]>([
    ['nothing listens', 'ws-50', () => 'ws://127.0.0.1:9', /127\.0\.0\.1:9 .*nothing listens/],
    ['nothing listens to a POST', 'agent-benchmark-analysis', () => 'http://127.0.0.1:9', /nothing listens/],
    ['its name is not known', 'ws-10', () => 'ws://loadmark.localhost.invalid', /its name/],
    ['it is no WebSocket server', 'ws-10', (at) => `ws://127.0.0.1:${at}`, /no WebSocket opens at .*HTTP 200/],
  ])('%s', async (what, scenario, target, said) => {
    const results = join(bench.folder, what.replaceAll(' ', '-'));
    const staging = what.includes('name') ? ['--env', 'staging'] : [];
    const args = ['run', scenario, '--target', target((pages.address() as AddressInfo).port), ...staging];
    const { exitCode, stdout, stderr } = await bench.run([...args, '--results', results]);
    expect(stderr).toMatch(said);
    expect({ exitCode, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      exitCode: 2,
      stdout: '',
      lines: 1,
    });
    expect(existsSync(results)).toBe(false);
  });

  it('its metrics are none', async () => {
    const server = await startTasks();
    const metrics = `http://127.0.0.1:${port}/metrics`;
    const { exitCode, stderr } = await bench.run(['run', 'ws-10', '--target', server.url, '--metrics', metrics]);
    server.stop();
    expect(stderr).toMatch(/^http:.*\/metrics \(METRICS_URL\) does not show .*no process_resident_memory_bytes/);
    expect([exitCode, stderr.trim().split('\n')]).toEqual([2, [expect.any(String)]]);
  });

  it('this machine has too few files or ports for it', async () => {
    const server = await startTasks();
    const { exitCode, stderr } = await bench.run(['run', 'ws-10', '--users', '100000', '--target', server.url]);
    server.stop();
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/^The load is too large .* (?:open files|outgoing ports)/),
    ]);
  });
});

it('a target that dies in the run fails it', async () => {
  // The knock is the first socket.
  const server = await startTasks('--dies-after', '3');
  const { exitCode, result } = await runLoadmark('ws-10', [], { TARGET_URL: server.url, CONNECT_TIMEOUT: '2s' });
  server.stop();
  expect({ exitCode, verdict: result?.verdict }).toEqual({ exitCode: 99, verdict: 'FAIL' });
});
