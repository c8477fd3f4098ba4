import { createColors } from 'picocolors';
import { createScreen, type Screen } from './watch/screen';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Whether standard output shows colours. */
  readonly colour: boolean;
  out(text: string): void;
  /** An error. */
  fail(line: string): void;
  /** Anything else that is not a result. */
  note(line: string): void;
  screen(options: { readonly quiet: boolean }): Screen;
}

/** The streams of this process. Colours and cursor movements only on a terminal, and no colours where NO_COLOR is set. */
export function processTerminal(): Terminal {
  // The reader of a pipe may be gone (`| head`): the run goes on, and its exit code still counts.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const isPlain = Boolean(process.env.NO_COLOR);
  const { red } = createColors(process.stderr.isTTY && !isPlain);
  const write = (text: string) => void process.stderr.write(text);
  return {
    colour: process.stdout.isTTY && !isPlain,
    out: (text) => void process.stdout.write(text),
    fail: (line) => write(`${red(line)}\n`),
    note: (line) => write(`${line}\n`),
    screen: ({ quiet }) =>
      createScreen({ write, quiet, isTerminal: process.stderr.isTTY, columns: () => process.stderr.columns ?? 80 }),
  };
}
