import { Command, CommanderError, Option } from 'commander';
import type { System } from './contract';
import type { CommandOption, TestbedOptions } from './options';

export interface Arguments {
  readonly testbed: TestbedOptions;
  readonly readyJson: boolean;
  readonly exitWithParent: boolean;
  readonly help: boolean;
}

const ownOptions: readonly CommandOption[] = [
  { flags: '--port <N>', does: 'port to listen on; 0 finds a free one (default 8000)', max: 65_535 },
  {
    flags: '--agent-port <N>',
    does: 'second port of the same server, for clients of the agent API (default 8002 without --port, else none)',
    max: 65_535,
  },
  { flags: '--host <H>', does: 'address to listen on (default 127.0.0.1)' },
];

/** Throws a `TypeError` that names the option when one is unknown or its value is not what it takes. */
export function parseArguments(argv: readonly string[], systems: readonly System[]): Arguments {
  const command = createCommand(systems);
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new TypeError(sentenceOf(error.message));
    throw error;
  }
  const [stray] = command.args;
  if (stray !== undefined) throw new TypeError(`Unexpected argument '${stray}'; there are options only`);
  const { defect, readyJson = false, exitWithParent = false, help = false, ...options } = command.opts<Parsed>();
  return { testbed: { ...options, ...(defect && { defects: defect }) }, readyJson, exitWithParent, help };
}

/** What `--help` prints. */
export function renderUsage(systems: readonly System[]): string {
  return createCommand(systems).helpInformation().trimEnd();
}

interface Parsed extends TestbedOptions {
  readonly defect?: readonly string[];
  readonly readyJson?: boolean;
  readonly exitWithParent?: boolean;
  readonly help?: boolean;
}

function createCommand(systems: readonly System[]): Command {
  const command = new Command('tsx testbed/main.ts')
    .usage('[options]')
    .helpOption(false)
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .configureHelp({ helpWidth: 120 });
  for (const option of ownOptions) command.addOption(toOption(option));
  command
    .option('--defect <NAME[=N]>', 'switch a defect on; can be repeated (GET /testbed/defects lists them)', append)
    .option('--ready-json', 'when listening, print one line of JSON: url, metricsUrl, agentUrl, port, pid, settings')
    .option('--exit-with-parent', 'stop when standard input ends, as it does when the parent process is gone')
    .option('--help', 'print this');
  for (const { name, options = [] } of systems)
    for (const option of options) command.addOption(toOption(option).helpGroup(`Options of ${name}:`));
  return command;
}

function toOption({ flags, does, max }: CommandOption): Option {
  const option = new Option(flags, does);
  return max === undefined ? option : option.argParser((text) => parseWhole(option.long ?? flags, text, max));
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** "error: unknown option '--prot'" with a capital and without the prefix. */
function sentenceOf(message: string): string {
  const text = message.replace(/^error: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function parseWhole(option: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new TypeError(`${option}: expected a whole number from 0 to ${max}, got "${text}"`);
}
