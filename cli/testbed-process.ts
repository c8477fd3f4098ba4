import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { root } from '../build.mjs';
import { UsageError } from './usage-error';

/** Options of testbed/main.ts. */
export interface TestbedRequest {
  /** 0 finds a free one; undefined: the testbed's own. */
  readonly port?: number | undefined;
  readonly agentPort?: number | undefined;
  readonly taskMs?: number | string | undefined;
  /** What the tokens of users are signed with; undefined: the testbed's own. */
  readonly jwtSecret?: string | undefined;
  /** Start a PostgreSQL with documents too, and their API. */
  readonly database?: boolean | undefined;
  /** Start a PostgreSQL with pgvector too. */
  readonly vectors?: boolean | undefined;
  /** Each `name` or `name=number`. */
  readonly defects?: readonly string[];
}

/** A testbed that is listening. */
export interface TestbedProcess {
  /** For example `ws://127.0.0.1:8000`. */
  readonly url: string;
  readonly metricsUrl: string;
  /** Of the second port, where one was asked for. */
  readonly agentUrl?: string;
  /** Variables by which scenarios reach its databases: DATABASE_URL, VECTORS_URL. */
  readonly settings: Readonly<Record<string, string>>;
  readonly pid: number;
  /** Settles with its exit code when it is gone. */
  readonly ended: Promise<number | null>;
  /** Ends it; settles when it is gone. */
  stop(): Promise<void>;
}

const stopMs = 5_000;

/** What the testbed prints when it listens. */
const readyLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    url: v.string(),
    metricsUrl: v.string(),
    agentUrl: v.exactOptional(v.string()),
    pid: v.number(),
    settings: v.record(v.string(), v.string()),
  }),
);

/**
 * Starts the testbed as a child process. It ends with loadmark, even with one that was killed, because its standard input ends then. It is
 * in a process group of its own: Ctrl-C is for loadmark, which needs the testbed until k6 has ended.
 * @param project the checkout whose testbed it is.
 * @throws UsageError when it ends before it listens; it has said why on standard error.
 */
export async function startTestbed(request: TestbedRequest, project: string = root): Promise<TestbedProcess> {
  const { port, agentPort, taskMs, jwtSecret, database, vectors, defects = [] } = request;
  const options = [
    ...option('--port', port),
    ...option('--agent-port', agentPort),
    ...option('--task-ms', taskMs),
    ...option('--jwt-secret', jwtSecret),
    ...(database ? ['--database'] : []),
    ...(vectors ? ['--vectors'] : []),
  ];
  const args = [...options, ...defects.flatMap((defect) => ['--defect', defect]), '--ready-json', '--exit-with-parent'];
  const command = [...program(join(project, 'testbed')), ...args];
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => [undefined]),
  ]);
  if (typeof line !== 'string')
    throw new UsageError(`The testbed did not start: it ended with exit code ${await ended}.`);
  return {
    ...v.parse(readyLine, line),
    ended,
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** A checkout has TypeScript, an installed package what was compiled of it. */
function program(folder: string): string[] {
  const source = join(folder, 'main.ts');
  return existsSync(source) ? ['--import', import.meta.resolve('tsx'), source] : [join(folder, 'main.js')];
}

const option = (name: string, value: number | string | undefined): string[] =>
  value === undefined ? [] : [name, String(value)];
