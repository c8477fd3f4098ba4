import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../../build.mjs';
import { findFreePort } from '../../../cli/free-port';

export const tasksServer = join(root, 'test/servers/net-tasks.mjs');

/** Starts the small server of document 000 as a process of its own. */
export async function startTasks(...args: readonly string[]): Promise<{ readonly url: string; stop(): void }> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [tasksServer, String(port), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return { url: `ws://127.0.0.1:${port}`, stop: () => void child.kill('SIGKILL') };
}
