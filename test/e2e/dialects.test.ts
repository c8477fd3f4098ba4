import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { buildScenarios, root } from '../../build.mjs';
import { findFreePort } from '../../cli/free-port';
import type { Verdict } from '../../lib/gate/verdict';
import { startCookies } from '../servers/cookies';
import { startGraphqlWs } from '../servers/graphql-ws';
import { type Fault, startBrokenProxy } from '../servers/proxy-broken';
import { startSocketIo } from '../servers/socket-io';
import { expectVerdictAndAllThatFail, runOn, type Said } from './other-hands/run-on';
import { pythonWithPackages } from './python';
import { untilHealthy } from './until-healthy';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const found = pythonWithPackages();
const why = 'missing' in found ? ` (skipped: ${found.missing})` : '';

async function startFastApi(): Promise<Server> {
  const port = await findFreePort();
  const server = spawn('python' in found ? found.python : '', ['test/python/chat_server.py', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, JWT_SECRET: 'geheim' },
    stdio: 'ignore',
  });
  await untilHealthy(`http://127.0.0.1:${port}/health`);
  return {
    url: `ws://127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGKILL');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}

/** A server behind a proxy. */
const behind = (start: () => Promise<Server>, fault: Fault | undefined) => async (): Promise<Server> => {
  const server = await start();
  const proxy = await startBrokenProxy(server.url, fault);
  return {
    url: proxy.url,
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
};

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-dialects-'));
const servers = {
  'socket-io': startSocketIo,
  'graphql-ws': startGraphqlWs,
  cookies: startCookies,
  'first-message': startFastApi,
} as const;
type Example = keyof typeof servers;
beforeAll(() =>
  buildScenarios({ files: Object.keys(servers).map((name) => join(root, `examples/${name}.ts`)), outdir }),
);
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const bundleOf = (example: Example) => join(outdir, `${example}.js`);
const talking = { JWT_SECRET: 'geheim', TASK_TIMEOUT: '1s' };
/** Bounds that the examples for tasks do not have. */
const ordered = { LIMITS: 'repeated_markers:count==0; reordered_markers:count==0' };

/** An example, what the proxy before its server does, the verdict, and what the limits say: all that fail, and some that do not. */
type Row = readonly [Example, Fault | undefined, Verdict, Said];

const rows: readonly Row[] = [
  ['socket-io', undefined, 'PASS', { connect_ok: 'PASS', foreign_markers: 'PASS' }],
  ['socket-io', 'leaks', 'FAIL', { foreign_markers: 'FAIL', lost_markers: 'PASS' }],
  ['socket-io', 'drops', 'FAIL', { lost_markers: 'FAIL', foreign_markers: 'PASS' }],
  ['socket-io', 'repeats', 'FAIL', { repeated_markers: 'FAIL', foreign_markers: 'PASS' }],
  ['socket-io', 'swaps', 'FAIL', { reordered_markers: 'FAIL', foreign_markers: 'PASS' }],
  ['graphql-ws', undefined, 'PASS', { connect_ok: 'PASS', foreign_markers: 'PASS' }],
  ['graphql-ws', 'leaks', 'FAIL', { foreign_markers: 'FAIL', lost_markers: 'PASS' }],
  ['cookies', undefined, 'PASS', { connect_ok: 'PASS', foreign_markers: 'PASS' }],
  ['cookies', 'leaks', 'FAIL', { foreign_markers: 'FAIL', lost_markers: 'PASS' }],
];
const chats: readonly Row[] = [
  ['first-message', undefined, 'PASS', { connect_ok: 'PASS', foreign_markers: 'PASS' }],
  ['first-message', 'leaks', 'FAIL', { foreign_markers: 'FAIL', message_ok: 'PASS' }],
];

const named = (table: readonly Row[]) =>
  table.map((row) => [`${row[0]}, ${row[1] ?? 'healthy'}: ${row[2]}`, ...row] as const);

async function judge([_name, example, fault, verdict, said]: readonly [string, ...Row], context: TestContext) {
  const env = example === 'first-message' ? talking : ordered;
  const made = await runOn(context, behind(servers[example], fault), bundleOf(example), env);
  expectVerdictAndAllThatFail(made, verdict, said);
}

it.for(named(rows))('%s', judge);

describe.skipIf(why !== '')(`a chat on FastAPI${why}`, () => {
  it.for(named(chats))('%s', judge);

  it('first-message, with tokens of another: FAIL, and the report has the code and the reason of the close', async (context) => {
    const env = { ...talking, JWT_SECRET: 'another' };
    const { result, files } = await runOn(context, startFastApi, bundleOf('first-message'), env);
    expect([result?.verdict, result?.outcomes]).toEqual(['FAIL', { 'turned-away': 10 }]);
    expect(files.summary).toContain('closed by the target: code 4401: 10');
    expect(files.summary).toMatch(/turned away by the target \(code 4401: this token is not ours\)/);
    expect(JSON.stringify([result, files])).not.toContain('eyJ');
  });
});

it('socket-io, turns everybody away: FAIL, and the report says it in the words of the server', async (context) => {
  const made = await runOn(context, () => startSocketIo(true), bundleOf('socket-io'));
  expect(made.result?.outcomes).toEqual({ 'turned-away': 10 });
  expectVerdictAndAllThatFail(made, 'FAIL', { connect_ok: 'FAIL', task_ok: 'FAIL' });
  expect(made.files.summary).toContain('no seat is left');
});
