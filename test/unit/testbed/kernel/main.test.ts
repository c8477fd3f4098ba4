import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, type TestContext } from 'vitest';
import { WebSocket } from 'ws';
import { parseArguments, renderUsage } from '../../../../testbed/kernel/arguments';
import { startTestbed } from '../../../../testbed/kernel/server';
import { systems } from '../helpers/testbed';
import { task } from '../tasks/client';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The real process entry, killed at the latest when the test is over. */
function spawnTestbed({ onTestFinished }: TestContext, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testbed/main.ts', ...args], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  return { child, output, exited: exitCode(child) };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'close');
  return code;
}

interface Ready {
  readonly url: string;
  readonly metricsUrl: string;
  readonly agentUrl?: string;
  readonly port: number;
  readonly pid: number;
}

async function ready(child: ChildProcess): Promise<Ready> {
  const [line] = await once(child.stdout ?? child, 'data');
  return JSON.parse(String(line));
}

async function expectNothingAt(port: number): Promise<void> {
  const [error] = await once(connectTcp(port, '127.0.0.1'), 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
}

describe('the process', { concurrent: true, timeout: 30_000 }, () => {
  it('says in JSON where it listens, and stops on SIGTERM in mid-task with exit code 0', async (context) => {
    const ports = ['--port', '0', '--agent-port', '0'];
    const { child, output, exited } = spawnTestbed(context, ...ports, '--task-ms', '60000', '--ready-json');
    const { url, metricsUrl, agentUrl = '', port, pid } = await ready(child);
    expect({ url, metricsUrl, pid }).toEqual({
      url: `ws://127.0.0.1:${port}`,
      metricsUrl: `http://127.0.0.1:${port}/metrics`,
      pid: child.pid,
    });
    expect((await fetch(`${agentUrl}/api/v1/health`)).status).toBe(200);
    const client = new WebSocket(`${url}/ws/a`);
    await once(client, 'open');
    client.send(JSON.stringify(task('x')));
    const closed = once(client, 'close');
    const startMs = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    expect(performance.now() - startMs).toBeLessThan(2_000);
    expect((await closed)[0]).toBe(1001);
    expect(output.err).toBe('');
    await expectNothingAt(port);
    await expectNothingAt(Number(new URL(agentUrl).port));
  });

  it('says in a line for people where it listens, and ends when its parent is gone, if it was told so', async (context) => {
    const defects = ['--defect', 'lose-output', '--defect', 'refuse=401'];
    const { child, output, exited } = spawnTestbed(context, '--port', '0', '--exit-with-parent', ...defects);
    await once(child.stdout, 'data');
    const [, port] =
      /^testbed: ws:\/\/127\.0\.0\.1:(\d+) \(agent, broadcast, graph, pam, tasks\) metrics http/.exec(output.out) ?? [];
    expect(output.out).toContain(`http://127.0.0.1:${port}/metrics, defects: refuse=401, lose-output=10\n`);
    child.stdin.end();
    expect(await exited).toBe(0);
    await expectNothingAt(Number(port));
  });

  it('exits with 2 and says what there is when a defect is wrong', async (context) => {
    const { output, exited } = spawnTestbed(context, '--defect', 'leek');
    expect(await exited).toBe(2);
    expect(output.err).toMatch(/^testbed: unknown defect "leek"; known are .*\n$/);
  });

  it('exits with 1 and advice when the port is in use', async (context) => {
    const testbed = await startTestbed({ port: 0 });
    context.onTestFinished(() => testbed.close());
    const { port } = testbed;
    const { output, exited } = spawnTestbed(context, '--port', String(port));
    expect(await exited).toBe(1);
    expect(output.err).toContain(`port ${port} on 127.0.0.1 is in use`);
  });
});

describe('parseArguments', () => {
  it('leaves the defaults to startTestbed', () => {
    expect(parseArguments([], systems)).toEqual({ testbed: {}, readyJson: false, exitWithParent: false, help: false });
  });

  it('reads every option, defects as often as they come', () => {
    const line =
      '--port 0 --agent-port 1 --host ::1 --task-ms 5 --pam-ms 7 --jwt-secret s --graph-limit 9 --defect garbage --defect freeze=9 --ready-json --exit-with-parent';
    expect(parseArguments(line.split(' '), systems)).toEqual({
      testbed: {
        port: 0,
        agentPort: 1,
        host: '::1',
        taskMs: 5,
        pamMs: 7,
        jwtSecret: 's',
        graphLimit: 9,
        defects: ['garbage', 'freeze=9'],
      },
      readyJson: true,
      exitWithParent: true,
      help: false,
    });
  });

  it.each([
    ['--port 80000', '--port: expected a whole number from 0 to 65535, got "80000"'],
    ['--port=', '--port: expected a whole number from 0 to 65535, got ""'],
    ['--task-ms 1.5', '--task-ms: expected a whole number from 0 to 3600000, got "1.5"'],
    ['--prot 1', "Unknown option '--prot'"],
    ['8000', "Unexpected argument '8000'"],
  ])('refuses "%s" and says what was expected', (line, message) => {
    expect(() => parseArguments(line.split(' '), systems)).toThrow(TypeError);
    expect(() => parseArguments(line.split(' '), systems)).toThrow(message);
  });

  it('explains every option in the usage', () => {
    const usage = renderUsage(systems);
    for (const option of [
      'port',
      'agent-port',
      'host',
      'task-ms',
      'pam-ms',
      'jwt-secret',
      'graph-limit',
      'defect',
      'ready-json',
      'exit-with-parent',
    ]) {
      expect(usage).toContain(`--${option}`);
    }
  });
});
