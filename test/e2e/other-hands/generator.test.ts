import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import type { Result } from '../../../lib/report/result';
import { type Bench, makeBench } from '../cli-process';
import { startTasks, tasksServer } from './servers';

// Shortages of the machine that runs k6: none of them is a failure of the target, which is healthy in every case.

const k6 = join(root, '.k6/k6');
let bench: Bench;
let target: Awaited<ReturnType<typeof startTasks>>;
beforeAll(async () => {
  bench = makeBench();
  target = await startTasks();
});
afterAll(() => {
  target?.stop();
  bench.dispose();
});

/** A script that stands for k6. @returns its path. */
function k6Script(name: string, ...lines: readonly string[]): string {
  const file = join(bench.folder, name);
  writeFileSync(file, ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
  return file;
}

const resultIn = (folder: string): Result => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
const messagesOf = ({ invalidities }: Result): string => invalidities.map(({ message }) => message).join('\n');

async function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const results = join(bench.folder, name);
  const { exitCode } = await bench.run(['run', ...args, '--target', target.url, '--results', results, '--quiet'], env);
  const result = resultIn(results);
  return { exitCode, verdict: result.verdict, said: messagesOf(result), result };
}

const invalid = { exitCode: 3, verdict: 'INVALID' };

/** Whether this machine lets a test make a network of its own. */
const unshare = ['--map-root-user', '--net'];
const canUnshare = spawnSync('unshare', [...unshare, 'true']).status === 0;

describe('is INVALID with what to raise', () => {
  it('where k6 may open 45 files', async () => {
    const wrapper = k6Script('few-files', 'ulimit -n 45', `exec ${k6} "$@"`);
    const outcome = await run('files', ['ws-50', '--k6', wrapper]);
    expect(outcome).toMatchObject(invalid);
    expect(outcome.said).toMatch(/lacked open files: raise the limit of open files \(`ulimit -n`/);
  });

  it('where k6 may open 45 files, for fifty HTTP connections', async () => {
    const wrapper = k6Script('few-files-for-http', 'ulimit -n 45', `exec ${k6} "$@"`);
    const outcome = await run('files-http', ['agent-stress-health', '--k6', wrapper]);
    expect(outcome).toMatchObject(invalid);
    // It may be so short of them that it cannot write its result.
    expect(outcome.said).toMatch(/lacked open files: raise/);
  });

  it.skipIf(!canUnshare)('where no outgoing port is left, in a network that has twenty', async () => {
    const results = join(bench.folder, 'ports');
    // The preflight would say so before any load.
    const flags = `--quiet --no-preflight --results ${results}`;
    const loadmark = `${process.execPath} ${join(root, 'cli/bin.mjs')} run ws-50 ${flags}`;
    const script = [
      'ip link set lo up',
      'echo "20000 20020" > /proc/sys/net/ipv4/ip_local_port_range',
      `${process.execPath} ${tasksServer} 9001 > ready &`,
      'until [ -s ready ]; do sleep 0.1; done',
      `${loadmark} --target ws://127.0.0.1:9001`,
      'code=$?; kill $!; exit $code',
    ];
    const call = promisify(execFile)('unshare', [...unshare, 'sh', '-c', script.join('\n')], { cwd: bench.folder });
    const code = await call.then(
      () => 0,
      (error: { readonly code?: unknown }) => error.code,
    );
    const result = resultIn(results);
    expect({ exitCode: code, verdict: result.verdict }).toEqual(invalid);
    expect(messagesOf(result)).toMatch(/lacked outgoing ports: widen net\.ipv4\.ip_local_port_range/);
  });

  it('where k6 has one core of several, by the affinity that a script gave it', async () => {
    const wrapper = k6Script('one-core', `taskset -c 0 ${k6} "$@"`);
    // Long enough for three seconds in a row, whatever else has a part of that core.
    const load = ['ws-10', '--users', '20', '--messages', '8000', '-e', 'GENERATOR_LAG=60s', '--k6', wrapper];
    const outcome = await run('affinity', load);
    expect(outcome).toMatchObject(invalid);
    expect(outcome.said).toMatch(/90 % of its one core/);
    expect(outcome.result.machine?.cores).toBe(1);
  });

  it("where k6's API is answered by something else with 403, and k6 has no core left", async () => {
    const standIn = join(root, 'test/servers/net-k6-api-403.mjs');
    const wrapper = k6Script('behind-403', `exec ${process.execPath} ${standIn} ${k6} "$@"`);
    const load = ['ws-10', '--users', '20', '--messages', '8000', '-e', 'GENERATOR_LAG=60s', '--k6', wrapper];
    const outcome = await run('forbidden', load, { GOMAXPROCS: '1' });
    expect(outcome).toMatchObject(invalid);
    expect(outcome.said).toMatch(/90 % of its one core/);
  });
});

/** A control group of version 1, as this machine may have it; that of version 2 is read in the same place. */
const groups = '/sys/fs/cgroup/cpu';
const group = join(groups, `loadmark-test-${process.pid}`);

function canLimit(): boolean {
  if (!existsSync(join(groups, 'cpu.cfs_quota_us'))) return false;
  try {
    mkdirSync(group);
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canLimit())('in a control group with a quarter of a core', () => {
  beforeAll(() => {
    mkdirSync(group);
    writeFileSync(join(group, 'cpu.cfs_period_us'), '100000');
    writeFileSync(join(group, 'cpu.cfs_quota_us'), '25000');
  });
  afterAll(() => rmdirSync(group));

  it('names the quota where k6 alone is in it', async () => {
    const wrapper = k6Script('with-quota', `echo $$ > ${group}/cgroup.procs`, `exec ${k6} "$@"`);
    const outcome = await run('quota', ['ws-isolation', '--messages', '500', '--k6', wrapper]);
    expect(outcome).toMatchObject(invalid);
    expect(outcome.said).toMatch(/CPU quota of k6's control group \(0\.25 cores\) held it back for .*Raise the quota/);
  });
});
