import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../build.mjs';
import { findFreePort } from '../../cli/free-port';
import { oneAtATime } from './one-at-a-time';
import { untilHealthy } from './until-healthy';

/** A vector database that runs, and the variables by which scenarios reach it. */
export interface VectorServer {
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** One kind of vector database. */
export interface VectorServerKind {
  /** In words why it cannot be had here, so that its tests are left out and say so. */
  readonly missing: string | undefined;
  start(env?: Readonly<Record<string, string>>): Promise<VectorServer>;
}

const chromaVenv = join(root, '.k6/chroma');
const chromaPython = join(chromaVenv, 'bin/python');
const weaviate = join(root, '.k6/weaviate');
const main = "import chromadb_rust_bindings as r; r.cli(['chroma', *__import__('sys').argv[1:]])";

export const kinds = {
  chroma: {
    missing: withoutChroma(),
    async start() {
      const [port, folder] = [await findFreePort(), dataFolder()];
      const args = ['-c', main, 'run', '--path', folder, '--host', '127.0.0.1', '--port', String(port)];
      const server = spawn(chromaPython, args, { cwd: folder, stdio: 'ignore' });
      const url = `http://127.0.0.1:${port}`;
      await untilHealthy(`${url}/api/v2/heartbeat`);
      return { settings: { VECTORS_URL: url, VECTOR_STORE: 'chroma' }, stop: () => ended(server, folder) };
    },
  },
  weaviate: {
    missing: existsSync(weaviate) ? undefined : 'there is no .k6/weaviate: `npm run weaviate` builds it',
    async start(more = {}) {
      const folder = dataFolder();
      const [port, grpc, gossip, data, raft, internal] = await freePorts(6);
      const key = 'a-key-of-the-tests';
      const env = {
        ...process.env,
        PERSISTENCE_DATA_PATH: folder,
        DISABLE_TELEMETRY: 'true',
        GO_PROFILING_DISABLE: 'true',
        LOG_LEVEL: 'error',
        // One node elects itself in 4 s instead of 10.
        RAFT_TIMEOUTS_MULTIPLIER: '1',
        RAFT_BOOTSTRAP_EXPECT: '1',
        CLUSTER_HOSTNAME: 'node1',
        CLUSTER_ADVERTISE_ADDR: '127.0.0.1',
        CLUSTER_GOSSIP_BIND_PORT: String(gossip),
        CLUSTER_DATA_BIND_PORT: String(data),
        RAFT_PORT: String(raft),
        RAFT_INTERNAL_RPC_PORT: String(internal),
        GRPC_PORT: String(grpc),
        // Its gRPC binds all interfaces, so nobody gets in without a key.
        AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'false',
        AUTHENTICATION_APIKEY_ENABLED: 'true',
        AUTHENTICATION_APIKEY_ALLOWED_KEYS: key,
        AUTHENTICATION_APIKEY_USERS: 'loadmark',
        ...more,
      };
      const args = ['--host', '127.0.0.1', '--port', String(port), '--scheme', 'http'];
      const server = spawn(weaviate, args, { cwd: folder, env, stdio: 'ignore' });
      const url = `http://127.0.0.1:${port}`;
      await untilHealthy(`${url}/v1/.well-known/ready`);
      const settings = {
        VECTORS_URL: url,
        VECTOR_STORE: 'weaviate',
        VECTORS_GRPC: `127.0.0.1:${grpc}`,
        VECTORS_KEY: key,
      };
      return { settings, stop: () => ended(server, folder) };
    },
  },
} as const satisfies Readonly<Record<string, VectorServerKind>>;

/** Chroma's wheel has its whole server, and needs none of the packages that its client does. */
function withoutChroma(): string | undefined {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    oneAtATime(`${chromaVenv}.lock`, () => {
      if (existsSync(join(chromaVenv, 'complete'))) return;
      run('python3', '-m', 'venv', chromaVenv);
      run(
        chromaPython,
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
        'chromadb==1.5.9',
      );
      run('touch', join(chromaVenv, 'complete'));
    });
    return undefined;
  } catch (error) {
    return `needs Python 3 with venv and pip: ${(error as Error).message.split('\n')[0]}`;
  }
}

const dataFolder = (): string => mkdtempSync(join(tmpdir(), 'loadmark-vectors-'));

/** Asked for one after the other, because one that nobody listens on yet could be given twice. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await findFreePort());
  return [...ports];
}

async function ended(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}
