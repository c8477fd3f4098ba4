import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, root } from '../../../build.mjs';
import { findFreePort } from '../../../cli/free-port';
import { pythonWithPackages } from '../python';
import { untilHealthy } from '../until-healthy';
import { expectVerdict, runOn, type Said } from './run-on';

const found = pythonWithPackages();
const why = 'missing' in found ? ` (skipped: ${found.missing})` : '';
const outdir = mkdtempSync(join(tmpdir(), 'loadmark-documents-'));

beforeAll(() => buildScenarios({ files: [join(root, 'test/e2e/journeys/documents-elsewhere.ts')], outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Starts the server of Python. Before it stops, nothing of the run is left in it. */
async function start(...args: readonly string[]) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const command = ['test/python/documents_server.py', '--port', String(port), ...args];
  const server: ChildProcess = spawn('python' in found ? found.python : '', command, { cwd: root, stdio: 'ignore' });
  await untilHealthy(`${url}/health`);
  return {
    url,
    async stop() {
      const left = await (await fetch(`${url}/count`)).json();
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      expect(left, 'what the run has left behind').toEqual({ documents: 0 });
    },
  };
}

const isolated: Said = { foreign_markers: 'PASS', lost_markers: 'PASS', answer_ok: 'PASS' };

/** Arguments of the server, the verdict, what its limits say, and the target's own name for its connections to its database. */
const rows: readonly (readonly [string, readonly string[], 'PASS' | 'FAIL', Said, string | undefined])[] = [
  ['passes', [], 'PASS', { ...isolated, target_database_connections: 'SKIPPED' }, undefined],
  [
    'passes, with its own name for its connections',
    [],
    'PASS',
    { ...isolated, target_cpu_share: 'PASS', target_memory_share: 'PASS', target_database_connections: 'PASS' },
    'sqlite_connections',
  ],
  [
    'fails where every fifth list shows all teams',
    ['--leak-one-in', '5'],
    'FAIL',
    { foreign_markers: 'FAIL' },
    undefined,
  ],
];

describe.skipIf(why !== '')(`a documents API of another hand and framework: aiohttp${why}`, () => {
  it.for(rows)('%s', async ([_what, args, verdict, said, connections], context) => {
    let metrics = '';
    const started = async () => {
      const server = await start(...args);
      metrics = `${server.url}/metrics`;
      return server;
    };
    const env = {
      get METRICS_URL() {
        return metrics;
      },
      ...(connections && { METRICS_DATABASE_CONNECTIONS: connections }),
    };
    expectVerdict(await runOn(context, started, join(outdir, 'documents-elsewhere.js'), env), verdict, said);
  });
});
