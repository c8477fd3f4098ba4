import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../../build.mjs';

/** A testbed in a process of its own: some defects block or bloat the whole process. */
export interface TestbedProcess {
  readonly url: string;
  readonly metricsUrl: string;
  /** Of the second port, where one was asked for. */
  readonly agentUrl?: string;
  stop(): Promise<void>;
}

export interface TestbedOptions {
  readonly defects?: readonly string[];
  readonly taskMs?: number;
  /** Default: one that is free. */
  readonly port?: number;
  /** A second port for clients of the agent API; 0: one that is free. */
  readonly agentPort?: number;
}

/** Starts a testbed on a free port. @throws Error with what it printed when it ends before it listens. */
export async function startTestbed({
  defects = [],
  taskMs,
  port = 0,
  agentPort,
}: TestbedOptions = {}): Promise<TestbedProcess> {
  const args = ['--import', 'tsx', 'testbed/main.ts', '--port', String(port), '--ready-json', '--exit-with-parent'];
  if (taskMs !== undefined) args.push('--task-ms', String(taskMs));
  if (agentPort !== undefined) args.push('--agent-port', String(agentPort));
  for (const defect of defects) args.push('--defect', defect);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  return { ...(await firstLine(child)), stop: () => end(child) };
}

async function firstLine(child: ChildProcess): Promise<Omit<TestbedProcess, 'stop'>> {
  if (!child.stdout || !child.stderr) throw new Error('The testbed has no output to read.');
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The testbed ended with ${code} before it listened: ${complaints}`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return JSON.parse(line);
}

/** Ends it kindly, and after 5 s by force: a defect may have frozen it. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(timer);
}
