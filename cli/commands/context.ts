import type { Command } from 'commander';
import type { Terminal } from '../terminal';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Sets the exit code of the process, which is 0 otherwise. */
  exit(code: number): void;
}

/** Adds one command to the program. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** Examples below a command's options, each with what it does. */
export function formatExamples(examples: readonly (readonly [command: string, what: string])[]): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  const lines = examples.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
  return `\nExamples:\n${lines.join('\n')}`;
}
