import { type Arguments, parseArguments, renderUsage } from './kernel/arguments';
import { findSystems } from './kernel/find-systems';
import { startTestbed, type Testbed } from './kernel/server';
import { DefectError } from './kernel/switch/parse';

const exitCodes = { failed: 1, wrongUsage: 2 } as const;

await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
  try {
    const systems = await findSystems();
    const given = parseArguments(argv, systems);
    if (given.help) console.log(renderUsage(systems));
    else await run(given);
  } catch (error) {
    console.error(`testbed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode =
      error instanceof DefectError || error instanceof TypeError ? exitCodes.wrongUsage : exitCodes.failed;
  }
}

async function run({ testbed: options, readyJson, exitWithParent }: Arguments): Promise<void> {
  const testbed = await startTestbed(options);
  // Nothing else keeps the process alive after this, but standard input may be held open.
  const stop = () => void testbed.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (exitWithParent) process.stdin.once('close', stop).resume();
  console.log(readyJson ? describeAsJson(testbed) : describe(testbed));
}

function describe({ url, metricsUrl, agentUrl, systems, settings, defects }: Testbed): string {
  const also = agentUrl === undefined ? '' : ` also ${agentUrl}`;
  const on = defects.active().join(', ') || 'none';
  const first = `testbed: ${url} (${systems.join(', ')})${also} metrics ${metricsUrl}, defects: ${on}`;
  return [first, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)].join('\n');
}

function describeAsJson({ url, metricsUrl, agentUrl, port, settings }: Testbed): string {
  return JSON.stringify({ url, metricsUrl, agentUrl, port, pid: process.pid, settings });
}
