import { spawn } from 'node:child_process';
import type { Account } from './account';

/** Runs a program to its end. @throws Error with the end of what it said when it cannot be started or fails. */
export function run(command: string, args: readonly string[], account?: Account, cwd = '/'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, ...identity(account) });
    let said = '';
    const listen = (data: Buffer) => {
      said = (said + data).slice(-2_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with exit code ${code}: ${said.trim()}`));
    });
  });
}

/** What `spawn` takes to run a program as this user. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}
