import { InvalidArgumentError } from 'commander';
import { exitCodes } from '../exit-codes';
import { startTestbed } from '../testbed-process';
import { listenForInterruption } from '../watch/interruption';
import { type AddCommand, formatExamples } from './context';

interface TestbedOptions {
  readonly port?: number;
  readonly agentPort?: number;
  readonly taskMs?: string;
  readonly database?: boolean;
  readonly vectors?: boolean;
  readonly defect?: readonly string[];
}

const examples = formatExamples([
  ['loadmark testbed', 'healthy, on port 8000'],
  ['loadmark testbed --database --vectors', 'with a PostgreSQL and one with pgvector; prints their addresses'],
  ['loadmark testbed --defect leak-output', 'one that `loadmark run ws-isolation` must find'],
]);

export const addTestbed: AddCommand = (program, { terminal, exit }) => {
  program
    .command('testbed')
    .description('Start the reference system on this machine, until Ctrl-C.')
    .option('--port <n>', 'port to listen on; 0 finds a free one; by default 8000, and 8002 for the agent API', toPort)
    .option('--agent-port <n>', 'second port of the same server, for clients of the agent API', toPort)
    .option('--task-ms <n>', 'how long a task takes, in milliseconds')
    .option('--database', 'start a PostgreSQL with documents, users and tenants too, and their API')
    .option('--vectors', 'start a PostgreSQL with pgvector too')
    .option(
      '--defect <name[=n]>',
      'switch a defect on; can be repeated',
      (defect: string, defects: readonly string[] = []) => [...defects, defect],
    )
    .addHelpText('after', examples)
    .action(async ({ defect = [], ...options }: TestbedOptions) => {
      const testbed = await startTestbed({ ...options, defects: defect });
      terminal.out(`testbed at ${testbed.url}, metrics at ${testbed.metricsUrl}, Ctrl-C ends it\n`);
      for (const [name, value] of Object.entries(testbed.settings)) terminal.out(`${name}=${value}\n`);
      const interruption = listenForInterruption();
      const code = await Promise.race([testbed.ended, interruption.requested.then(() => exitCodes.done)]);
      await testbed.stop();
      interruption.dispose();
      exit(code ?? exitCodes.failed);
    });
};

function toPort(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 0 to 65535.');
}
