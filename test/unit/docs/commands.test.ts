import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../cli/main';
import { processTerminal } from '../../../cli/terminal';
import { documents, readText } from './read-documents';

const { scripts } = JSON.parse(readText('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const program = createProgram({ terminal: processTerminal(), exit() {} });
const optionsOf = new Map(
  program.commands.map((command) => [command.name(), command.options.flatMap(({ short, long }) => [short, long])]),
);

/** What is code in a document: blocks, indented or fenced, and words in ticks. */
const codeIn = (text: string): string =>
  [...text.matchAll(/^(?: {4}|\t).*$|^```[\s\S]*?^```$|`[^`\n]+`/gm)].map(([code]) => code).join('\n');

/** Words of each command line that begins with `loadmark`. */
const callsIn = (text: string): string[][] =>
  [...codeIn(text).matchAll(/(?:^|npx |`| )loadmark ([a-z]+)([^`\n|]*)/gm)].map(([, command = '', rest = '']) => [
    command,
    ...(rest.match(/(?<=\s)--?[a-z][\w-]*/g) ?? []),
  ]);

describe('the commands', () => {
  it.each(documents())('of %s are scripts of package.json, and commands and options of loadmark', (_file, text) => {
    const run = [...text.matchAll(/npm run ([a-z][\w-]*)/g)].map(([, script = '']) => script);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
    const unknown = callsIn(text).filter(([command = '', ...options]) => {
      const known = optionsOf.get(command);
      return !known || options.some((option) => !known.includes(option));
    });
    expect(unknown).toEqual([]);
  });

  it('are found where they stand', () => {
    const text = '    npx loadmark run ws-50 --strict\n\nSee `loadmark list --json`.\n\n```\nloadmark start\n```\n';
    expect(callsIn(text)).toEqual([['run', '--strict'], ['list', '--json'], ['start']]);
  });
});
