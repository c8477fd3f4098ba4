import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigner } from 'fast-jwt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildScenarios, scenarioFiles } from '../../build.mjs';
import { makeBench } from './cli-process';
import { startTestbed, type TestbedProcess } from './testbed-process';

const secret = 'testbed-secret';
const shared = createSigner({ key: secret, expiresIn: '1h' })({ sub: 'load-test-user-of-all' });

const bench = makeBench();
const { folder } = bench;
let testbed: TestbedProcess;

beforeAll(async () => {
  const files = scenarioFiles().filter((file) => /pam-(auth|ws-quick)\.ts$/.test(file));
  await buildScenarios({ files, outdir: join(folder, 'dist') });
  // Half of the attempts are refused, so that k6 has something to say of them.
  testbed = await startTestbed({ defects: ['refuse-some=50'] });
});
afterAll(async () => {
  await testbed.stop();
  bench.dispose();
});

/** Runs a bundle with every sample written out. @returns every text that is readable afterwards, by its place. */
async function runAndCollect(scenario: string, env: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const results = mkdtempSync(join(folder, 'run-'));
  const { stdout, stderr } = await bench.run(['run', join(folder, `dist/${scenario}.js`), '--results', results], {
    TARGET_URL: testbed.url,
    LOAD_TEST_DURATION: '1s',
    K6_OUT: `json=${join(results, 'samples.json')}`,
    ...env,
  });
  const files = readdirSync(results).map((name) => [name, readFileSync(join(results, name), 'utf8')]);
  return { stdout, stderr, ...Object.fromEntries(files) };
}

it.each([
  ['pam-ws-quick', 'header', { JWT_SECRET: secret }],
  ['pam-ws-quick', 'query', { LOAD_TEST_TOKEN: shared }],
  ['pam-auth', 'header', { LOAD_TEST_TOKEN: shared }],
  ['pam-auth', 'query', { JWT_SECRET: secret }],
] as const)('%s leaves no token anywhere, with the token in the %s', async (scenario, where, credentials) => {
  const collected = await runAndCollect(scenario, { TOKEN_IN: where, ...credentials });
  const names = ['stdout', 'stderr', 'result.json', 'summary.md', 'junit.xml', 'k6.log', 'samples.json'];
  expect(Object.keys(collected)).toEqual(expect.arrayContaining(names));
  // What is looked at is what a token would be in: sockets that opened, and that were refused.
  expect(collected['samples.json']).toMatch(/"ws_connecting".*"status":"101"/);
  expect(collected['samples.json']).toMatch(/"ws_connecting".*"status":"503"/);
  const forbidden = [/eyJ[\w-]+\.[\w-]+/, /token=/, /Bearer/, new RegExp(secret), new RegExp(shared)];
  for (const [name, text] of Object.entries(collected))
    for (const pattern of forbidden) expect(pattern.exec(text)?.[0], name).toBeUndefined();
});
