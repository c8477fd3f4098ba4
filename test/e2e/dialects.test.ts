import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildScenarios, root } from '../../build.mjs';
import type { Verdict } from '../../lib/gate/verdict';
import { type Fault, startBrokenProxy } from '../servers/proxy-broken';
import { startSocketIo } from '../servers/socket-io';
import { expectVerdictAndAllThatFail, runOn, type Said } from './other-hands/run-on';

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-dialects-'));
const examples = ['socket-io'];
const bundleOf = (example: string) => join(outdir, `${example}.js`);
beforeAll(() => buildScenarios({ files: examples.map((name) => join(root, `examples/${name}.ts`)), outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

interface Server {
  readonly url: string;
  stop(): Promise<void>;
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

/** An example, a real server, what the proxy before it does, the verdict, and what the limits say: all that fail, and some that do not. */
type Row = readonly [example: string, start: () => Promise<Server>, fault: Fault | undefined, Verdict, Said];

/** Bounds that the examples for tasks do not have. */
const env = { LIMITS: 'repeated_markers:count==0; reordered_markers:count==0' };

const rows: readonly Row[] = [
  ['socket-io', startSocketIo, undefined, 'PASS', { connect_ok: 'PASS', foreign_markers: 'PASS' }],
  ['socket-io', startSocketIo, 'leaks', 'FAIL', { foreign_markers: 'FAIL', lost_markers: 'PASS' }],
  ['socket-io', startSocketIo, 'drops', 'FAIL', { lost_markers: 'FAIL', foreign_markers: 'PASS' }],
  ['socket-io', startSocketIo, 'repeats', 'FAIL', { repeated_markers: 'FAIL', foreign_markers: 'PASS' }],
  ['socket-io', startSocketIo, 'swaps', 'FAIL', { reordered_markers: 'FAIL', foreign_markers: 'PASS' }],
];

it.for(rows.map((row) => [`${row[0]}, ${row[2] ?? 'healthy'}: ${row[3]}`, ...row] as const))('%s', async ([
  _name,
  example,
  start,
  fault,
  verdict,
  said,
], context) => {
  expectVerdictAndAllThatFail(await runOn(context, behind(start, fault), bundleOf(example), env), verdict, said);
});

it('socket-io, turns everybody away: FAIL, and the report says it in the words of the server', async (context) => {
  const made = await runOn(context, () => startSocketIo(true), bundleOf('socket-io'));
  expect(made.result?.outcomes).toEqual({ 'turned-away': 10 });
  expectVerdictAndAllThatFail(made, 'FAIL', { connect_ok: 'FAIL', task_ok: 'FAIL' });
  expect(made.files.summary).toContain('no seat is left');
});
