import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { serverAccount } from '../../../../testbed/kernel/postgres/account';
import { connected } from '../../../../testbed/kernel/postgres/client';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const isRoot = process.getuid?.() === 0;

/** A cache of its own: the first start is a cold one. */
let cache: string;
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'loadmark-cache-'));
  chmodSync(cache, 0o755);
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

interface Ready {
  readonly pid: number;
  readonly settings: { readonly DATABASE_URL: string };
}

/** `testbed --database` as a process, killed at the latest when the test is over. */
async function startProcess({ onTestFinished }: TestContext, as: { uid?: number; gid?: number } = {}, home = cache) {
  const command = ['--import', 'tsx', 'testbed/main.ts', '--port', '0', '--database', '--ready-json'];
  const env = { ...process.env, XDG_CACHE_HOME: home, HOME: home };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], ...as });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const ready: Ready = JSON.parse(String(line));
  return { child, ready, running: join(home, 'loadmark', 'running') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

const countDocuments = (url: string) =>
  connected(url, async (client) => {
    await client.query("SELECT set_config('app.tenant', '00000000-0000-4000-8000-000000000001', false)");
    return (await client.query('SELECT count(*)::int FROM documents')).rows[0].count;
  });

async function isListening(url: string): Promise<boolean> {
  const socket = connectTcp(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const foldersIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

describe('testbed --database', { timeout: 60_000 }, () => {
  it('starts where nothing has been kept yet, and again with the same contents', async (context) => {
    const cold = await startProcess(context);
    expect(await countDocuments(cold.ready.settings.DATABASE_URL)).toBe(1_000);
    await end(cold.child, 'SIGTERM');
    const kept = foldersIn(join(cache, 'loadmark')).filter((name) => name.startsWith('documents-'));
    expect(kept).toHaveLength(1);
    const warm = await startProcess(context);
    expect(await countDocuments(warm.ready.settings.DATABASE_URL)).toBe(1_000);
    await end(warm.child, 'SIGTERM');
    expect(foldersIn(join(cache, 'loadmark')).filter((name) => name.startsWith('documents-'))).toEqual(kept);
  });

  it('does not share what is written with another one', async (context) => {
    const [one, other] = await Promise.all([startProcess(context), startProcess(context)]);
    await connected(one.ready.settings.DATABASE_URL, async (client) => {
      await client.query("SELECT set_config('app.tenant', '00000000-0000-4000-8000-000000000001', false)");
      await client.query('DELETE FROM documents');
    });
    expect(await countDocuments(one.ready.settings.DATABASE_URL)).toBe(0);
    expect(await countDocuments(other.ready.settings.DATABASE_URL)).toBe(1_000);
    await Promise.all([end(one.child, 'SIGTERM'), end(other.child, 'SIGTERM')]);
  });

  it.for(['SIGTERM', 'SIGKILL'] as const)('leaves no process and no data after %s', async (signal, context) => {
    const { child, ready, running } = await startProcess(context);
    const [folder = ''] = foldersIn(running);
    const server = Number.parseInt(readFileSync(join(running, folder, 'data', 'postmaster.pid'), 'utf8'), 10);
    const watchdog = Number(readFileSync(join(running, folder, 'watchdog'), 'utf8'));
    expect(await isListening(ready.settings.DATABASE_URL)).toBe(true);
    // Root's PostgreSQL is another user's.
    if (isRoot) expect(ownerOf(server)).toBe(serverAccount()?.uid);
    await end(child, signal);
    await expect.poll(() => isListening(ready.settings.DATABASE_URL), { timeout: 5_000 }).toBe(false);
    await expect.poll(() => foldersIn(running), { timeout: 5_000 }).toEqual([]);
    await expect.poll(() => [server, watchdog].filter(isAlive), { timeout: 5_000 }).toEqual([]);
  });

  it('removes at the next start what is left when its watchdog was killed as well', async (context) => {
    const { child, ready, running } = await startProcess(context);
    const [folder = ''] = foldersIn(running);
    process.kill(Number(readFileSync(join(running, folder, 'watchdog'), 'utf8')), 'SIGKILL');
    await end(child, 'SIGKILL');
    expect(await isListening(ready.settings.DATABASE_URL)).toBe(true);
    const next = await startProcess(context);
    expect(foldersIn(running)).not.toContain(folder);
    await expect.poll(() => isListening(ready.settings.DATABASE_URL)).toBe(false);
    await end(next.child, 'SIGTERM');
  });

  it.runIf(isRoot)('starts for an ordinary user, with a cache of their own', async (context) => {
    const user = serverAccount();
    const home = mkdtempSync(join(tmpdir(), 'loadmark-user-'));
    context.onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    execFileSync('chown', [String(user?.uid), home]);
    const { child, ready } = await startProcess(context, { uid: user?.uid ?? 0, gid: user?.gid ?? 0 }, home);
    expect(await countDocuments(ready.settings.DATABASE_URL)).toBe(1_000);
    await end(child, 'SIGTERM');
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function ownerOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }));
}
