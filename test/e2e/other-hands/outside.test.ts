import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import { startSilentOutput } from '../../servers/output-silent';
import { startDevices } from '../../servers/pam-devices';
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

  it('is not held for ever by an output that never answers, and says which', async () => {
    const output = await startSilentOutput();
    const env = { ...small, TARGET_URL: testbed.url, K6_OUT: `influxdb=http://ann:geheim@${output.host}/db` };
    const { exitCode, result, stderr, seconds } = await runLoadmark('ws-10', ['--timeout', '4s'], env);
    expect([exitCode, result?.verdict], stderr).toEqual([3, 'INVALID']);
    const messages = JSON.stringify(result?.invalidities);
    expect(messages).toContain(`An output does not answer: K6_OUT is influxdb=http://***@${output.host}/db.`);
    expect(seconds).toBeLessThan(40);
    expect(JSON.stringify([result, stderr])).not.toContain('geheim');
    output.stop();
  });

  it('repeats no key in the query of a path anywhere, where nothing listens', async () => {
    const lib = `from ${JSON.stringify(join(root, 'lib/index.ts'))}`;
    const sources = {
      socket: `import { runTasks, scenario, sockets } ${lib}; import { ws10 } from ${JSON.stringify(join(root, 'thresholds/tasks.ts'))};
        const keyed = { name: 'keyed', path: () => '/v2?key=geheim', start: (text) => text, read: () => ({ kind: 'other' }) };
        export const { about, options, setup, run, handleSummary } = scenario({ name: 'keyed', limits: ws10,
          load: sockets({ users: 2, describe: () => 'two' }), run: runTasks(keyed) });`,
      http: `import { byWorkers, endpoint, scenario, workers } ${lib}; import { agentHealth } from ${JSON.stringify(join(root, 'thresholds/agent.ts'))};
        const keyed = endpoint({ name: 'agent-health', path: '/v2?key=geheim' });
        export const { about, options, setup, run, handleSummary } = scenario({ name: 'keyed', limits: agentHealth,
          load: workers({ workers: 2, until: { requestsEach: 2 } }), run: byWorkers([keyed]) });`,
    };
    for (const [kind, source] of Object.entries(sources)) {
      const file = join(bench.folder, `${kind}.ts`);
      writeFileSync(file, source);
      await buildScenarios({ files: [file], outdir: join(bench.folder, kind) });
      const results = join(bench.folder, `${kind}-results`);
      const env = { TARGET_URL: 'ws://127.0.0.1:9' };
      const { exitCode, stdout, stderr } = await bench.run(
        ['run', join(bench.folder, kind, `${kind}.js`), '--no-preflight', '--results', results],
        env,
      );
      const files = (existsSync(results) ? readdirSync(results) : []).map((name) =>
        readFileSync(join(results, name), 'utf8'),
      );
      expect([99, 2, 3], stderr).toContain(exitCode);
      expect([stdout, stderr, ...files].join('')).not.toContain('geheim');
    }
  });
});

describe('two runs at once', () => {
  it('have no user in common: a server that knows its users from before, with all their devices, passes each', async () => {
    const server = await startDevices();
    const env = { TARGET_URL: server.url, JWT_SECRET: 'of a test', LOAD_TEST_USERS: '3', LOAD_TEST_DURATION: '2s' };
    const run = () => runLoadmark('pam-ws-quick', [], env);
    const made = [...(await Promise.all([run(), run()])), await run()];
    for (const { result, stderr } of made) {
      const { checked = 0, foreign, stale } = result?.isolation ?? {};
      expect([checked > 0, foreign, stale], stderr).toEqual([true, 0, 0]);
      // Two at once may starve each other, which is INVALID.
      expect(result?.verdict).not.toBe('FAIL');
    }
    expect(server.users().length).toBe(9);
    server.stop();
  });
});
