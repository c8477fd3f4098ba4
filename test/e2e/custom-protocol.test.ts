import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildScenarios, root } from '../../build.mjs';
import { startJobsServer } from './jobs-server';
import { unlessStarved } from './made-again';
import { runLoadmark } from './run-loadmark';
import { startTestbed } from './testbed-process';

const example = join(root, 'examples/jobs.ts');
const outdir = mkdtempSync(join(tmpdir(), 'loadmark-jobs-'));

it('runs a protocol of another server, and fails against a server that does not speak it', async (context) => {
  await buildScenarios({ files: [example], outdir });
  const server = await startJobsServer();
  const testbed = await startTestbed();
  try {
    const run = (url: string, ...args: string[]) =>
      unlessStarved(
        context,
        async () => {
          const jobsBefore = server.jobs();
          const made = await runLoadmark(join(outdir, 'jobs.js'), args, { TARGET_URL: url });
          return { ...made, jobs: server.jobs() - jobsBefore };
        },
        ({ result }) => [result],
      );
    const own = await run(server.url);
    expect({ exitCode: own.exitCode, verdict: own.result?.verdict, jobs: own.jobs }).toEqual({
      exitCode: 0,
      verdict: 'PASS',
      jobs: 10,
    });
    expect(own.result?.isolation?.checked).toBe(50);
    // Without a look at it before the load, which finds that no such socket opens.
    const other = await run(testbed.url, '--no-preflight');
    expect({ exitCode: other.exitCode, verdict: other.result?.verdict }).toEqual({ exitCode: 99, verdict: 'FAIL' });
    expect((await run(testbed.url)).stderr).toContain('no WebSocket opens at /v2/jobs/KN0CK/stream');
  } finally {
    await Promise.all([server.stop(), testbed.stop()]);
    rmSync(outdir, { recursive: true, force: true });
  }
});

it('takes at most 25 lines of user code besides imports', () => {
  const lines = readFileSync(example, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(import |\/\*\*)/.test(line));
  expect(lines.length).toBeLessThanOrEqual(25);
});
