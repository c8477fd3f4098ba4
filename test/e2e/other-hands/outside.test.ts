import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxy } from '../../servers/proxy-forward';
import { makeBench } from '../cli-process';
import { runLoadmark } from '../run-loadmark';
import { startTestbed, type TestbedProcess } from '../testbed-process';

// What reaches a run from outside its script: variables, files and proxies of the machine on which it runs.

const bench = makeBench();
let testbed: TestbedProcess;
beforeAll(async () => {
  testbed = await startTestbed();
});
afterAll(async () => {
  await testbed.stop();
  bench.dispose();
});

const small = { LOAD_TEST_USERS: '5', LOAD_TEST_MESSAGES: '5' };

describe('a run', () => {
  it("is not run with k6's own config file, of the user or of the machine", async () => {
    const home = join(bench.folder, 'home');
    mkdirSync(join(home, '.config', 'k6'), { recursive: true });
    const hostile = { paused: true, linger: true, rps: 1, iterations: 3, noSetup: true };
    writeFileSync(join(home, '.config', 'k6', 'config.json'), JSON.stringify(hostile));
    const env = { ...small, TARGET_URL: testbed.url, HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
    const { exitCode, result, stderr } = await runLoadmark('ws-10', [], env);
    expect({ exitCode, verdict: result?.verdict }, stderr).toEqual({ exitCode: 0, verdict: 'PASS' });
  });

  it('names the proxy that it goes through in its record, and not its password', async () => {
    const proxy = await startProxy(Number(new URL(testbed.url).port));
    const env = { ...small, TARGET_URL: 'ws://10.255.255.1:8000', HTTP_PROXY: `http://ann:geheim@${proxy.host}` };
    const refused = await runLoadmark('ws-10', [], env);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining(`through ${proxy.host}: add`)]);
    expect(proxy.asked.size).toBe(0);

    const { exitCode, result, files, stderr } = await runLoadmark('ws-10', ['--env', 'staging'], env);
    expect([exitCode, result?.verdict, result?.proxy], stderr).toEqual([0, 'PASS', proxy.host]);
    expect([...proxy.asked]).toEqual(['10.255.255.1:8000']);
    expect(files.summary).toContain(`proxy: the load went through ${proxy.host}`);
    expect(JSON.stringify([result, files, stderr, refused.stderr])).not.toContain('geheim');
    proxy.stop();
  });
});
