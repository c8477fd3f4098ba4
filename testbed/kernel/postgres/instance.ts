import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { listen } from '../listen';
import type { Account } from './account';
import { type Binaries, program } from './binaries';
import { identity } from './run';

/** A PostgreSQL server on 127.0.0.1 that ends with this process, whatever ends it, and whose data are removed then. */
export interface Instance {
  readonly port: number;
  /** Ends it as a crash does: its clients are cut off, and it recovers when it is started again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
  /** Ends it for good, in good order, and leaves its folder. */
  keep(): Promise<void>;
}

export interface InstanceOptions {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  /** It has the server's data in `data`, and is removed at the end. */
  readonly folder: string;
}

const watchdog = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));

/** @throws Error with the server's last words when it does not start. */
export async function startInstance({ binaries, account, folder }: InstanceOptions): Promise<Instance> {
  const port = await freePort();
  // No Unix socket: its file would be left in a folder of the system.
  const args = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const job = { command: program(binaries, 'postgres'), args, folder, account: identity(account) };
  // In a process group of its own: Ctrl-C is for the testbed.
  const child = spawn(process.execPath, [watchdog, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const answers = createInterface({ input: child.stdout });
  const instance: Instance = {
    port,
    start: () => order(child, answers, 'start'),
    kill: () => order(child, answers, 'kill'),
    keep: () => order(child, answers, 'keep'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
  try {
    await instance.start();
    return instance;
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

async function order(child: ChildProcess, answers: Interface, command: 'start' | 'kill' | 'keep'): Promise<void> {
  const answered = once(answers, 'line');
  child.stdin?.write(`${command}\n`);
  const [line] = await Promise.race([answered, once(child, 'exit').then(() => ['{"failed":"it was killed"}'])]);
  const { failed }: { failed?: string } = JSON.parse(line);
  if (failed !== undefined) throw new Error(`PostgreSQL does not ${command}: ${failed}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  const listener = {
    async listen(options: { host: string; port: number; backlog: number }) {
      server.listen(options);
      await once(server, 'listening');
    },
  };
  const port = await listen(listener, '127.0.0.1', 0);
  server.close();
  await once(server, 'close');
  return port;
}
