import { Command, CommanderError } from 'commander';
import { buildInfo } from '../build.mjs';
import { addBuild } from './commands/build';
import type { CommandContext } from './commands/context';
import { addDoctor } from './commands/doctor';
import { addInit } from './commands/init';
import { addK6 } from './commands/k6';
import { addList } from './commands/list';
import { addRun } from './commands/run';
import { addStart } from './commands/start';
import { addTestbed } from './commands/testbed';
import { exitCodes } from './exit-codes';
import { processTerminal } from './terminal';
import { UsageError } from './usage-error';

/** Help is the same in a wide terminal, in a pipe and in docs/cli.md. */
const helpWidth = 100;

/** The command line as data: docs/cli.md is checked against it. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('loadmark')
    .description('Runs load scenarios on k6 and judges them by the limits that the documents promise.')
    .version(buildInfo().loadmark)
    .configureHelp({ helpWidth })
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of [addStart, addInit, addRun, addList, addBuild, addTestbed, addDoctor, addK6]) add(program, context);
  return program;
}

/** @returns the exit code; nothing is thrown. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  let exitCode: number = exitCodes.done;
  const program = createProgram({ terminal, exit: (code) => (exitCode = code) });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    if (error instanceof UsageError) {
      terminal.fail(error.message);
      return exitCodes.wrongUsage;
    }
    terminal.fail(`loadmark itself failed: ${error instanceof Error ? error.stack : error}`);
    return exitCodes.broken;
  }
}
