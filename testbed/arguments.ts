import { parseArgs } from 'node:util';
import { defaultJwtSecret } from './pam/token';
import type { TestbedOptions } from './server';

export interface Arguments {
  readonly testbed: TestbedOptions;
  readonly readyJson: boolean;
  readonly exitWithParent: boolean;
  readonly help: boolean;
}

export const usage = `tsx testbed/main.ts [options]

  --port N            port to listen on; 0 finds a free one (default 8000)
  --agent-port N      second port of the same server, for clients of the agent API (default 8002 without --port, else none)
  --host H            address to listen on (default 127.0.0.1)
  --task-ms N         duration of a task in ms; 0 is full speed (default 300)
  --pam-ms N          what PAM's assistant thinks before each answer, in ms (default 50)
  --jwt-secret S      what the tokens of PAM's users are signed with (default ${defaultJwtSecret})
  --graph-limit N     requests the graph API has in work at a time; more are answered 503 (default 256)
  --defect NAME[=N]   switch a defect on; can be repeated (GET /testbed/defects lists them)
  --ready-json        when listening, print one line of JSON: url, metricsUrl, agentUrl, port, pid
  --exit-with-parent  stop when standard input ends, as it does when the parent process is gone
  --help              print this`;

/** Throws a `TypeError` that names the option when one is unknown or its value is not what it takes. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      'agent-port': { type: 'string' },
      host: { type: 'string' },
      'task-ms': { type: 'string' },
      'pam-ms': { type: 'string' },
      'jwt-secret': { type: 'string' },
      'graph-limit': { type: 'string' },
      defect: { type: 'string', multiple: true },
      'ready-json': { type: 'boolean', default: false },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const {
    port,
    'agent-port': agentPort,
    host,
    defect,
    'task-ms': taskMs,
    'pam-ms': pamMs,
    'jwt-secret': jwtSecret,
    'graph-limit': graphLimit,
  } = values;
  return {
    testbed: {
      ...(port !== undefined && { port: parseWhole('--port', port, 65_535) }),
      ...(agentPort !== undefined && { agentPort: parseWhole('--agent-port', agentPort, 65_535) }),
      ...(host !== undefined && { host }),
      ...(taskMs !== undefined && { taskMs: parseWhole('--task-ms', taskMs, 3_600_000) }),
      ...(pamMs !== undefined && { pamMs: parseWhole('--pam-ms', pamMs, 3_600_000) }),
      ...(jwtSecret !== undefined && { jwtSecret }),
      ...(graphLimit !== undefined && { graphLimit: parseWhole('--graph-limit', graphLimit, 1_000_000) }),
      ...(defect !== undefined && { defects: defect }),
    },
    readyJson: values['ready-json'],
    exitWithParent: values['exit-with-parent'],
    help: values.help,
  };
}

function parseWhole(option: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new TypeError(`${option}: expected a whole number from 0 to ${max}, got "${text}"`);
}
