import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
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

/** Words of each command line that begins with `loadmark`, or with the file that it is. */
const callsIn = (text: string): string[][] =>
  [...codeIn(text).matchAll(/(?:^|npx |`| )(?:loadmark|node cli\/bin\.mjs) ([a-z]+)([^`\n|]*)/gm)].map(
    ([, command = '', rest = '']) => [command, ...(rest.match(/(?<=\s)--?[a-z][\w-]*/g) ?? [])],
  );

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

  it('go to loadmark itself where a signal may end them: npx passes none on, and leaves loadmark and k6 running', () => {
    const workflows = readdirSync(join(root, '.github/workflows')).map((name) => readText(`.github/workflows/${name}`));
    const blocks = documents().flatMap(([, text]) => text.match(/^```ya?ml$[\s\S]*?^```$/gm) ?? []);
    for (const pipeline of [...workflows, ...blocks]) expect(pipeline).not.toMatch(/npx loadmark/);
    for (const [file, text] of documents()) expect(codeIn(text), file).not.toMatch(/npx loadmark .*[^&]&[^&]*$/m);
  });

  it('are found where they stand', () => {
    const text =
      '    npx loadmark run ws-50 --strict\n\nSee `loadmark list --json`.\n\n```\nloadmark start\nnode cli/bin.mjs build --watch &\n```\n';
    expect(callsIn(text)).toEqual([['run', '--strict'], ['list', '--json'], ['start'], ['build', '--watch']]);
  });
});
