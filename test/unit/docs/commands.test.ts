import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { createProgram } from '../../../cli/main';
import { processTerminal } from '../../../cli/terminal';
import { variables } from '../../../lib/environment/variables';
import { cliVariables } from '../../../tools/docs/cli-variables';
import { blocksIn, codeIn } from './markdown';
import { documents, readText } from './read-documents';

const { scripts } = JSON.parse(readText('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const program = createProgram({ terminal: processTerminal(), exit() {} });
const optionsOf = new Map(
  program.commands.map((command) => [command.name(), command.options.flatMap(({ short, long }) => [short, long])]),
);

/** Words of each command line that begins with `loadmark`, or with the file that it is. */
const callsIn = (text: string): string[][] =>
  codeIn(text)
    .flatMap((code) => [...code.matchAll(/(?:^|npx | )(?:loadmark|node cli\/bin\.mjs) ([a-z][a-z\d]*)([^\n|]*)/gm)])
    .map(([, command = '', rest = '']) => [command, ...(rest.match(/(?<=\s)--?[a-z][\w-]*/g) ?? [])]);

/** Settings with a value: `NAME=value`, quoted or not. A value with an ellipsis stands for one of the reader's own. */
const settingsIn = (text: string): (readonly [name: string, value: string])[] =>
  codeIn(text)
    .flatMap((code) => [...code.matchAll(/\b([A-Z][A-Z\d]*_?[A-Z\d_]*)=(?:'([^']*)'|([^\s'`<>]+))/g)])
    .map(([, name = '', quoted, bare = '']) => [name, quoted ?? bare] as const)
    .filter(([name, value]) => name !== 'NAME' && !value.includes('...'));

const isTaken = ([name, value]: readonly [string, string]): boolean => {
  if (name in cliVariables || name.startsWith('K6_')) return true;
  return name in variables && variables[name as keyof typeof variables].read(value) !== undefined;
};

describe('the commands', () => {
  it.each(documents())('of %s are scripts of package.json, and commands and options of loadmark', (_file, text) => {
    const run = [...text.matchAll(/npm run ([a-z][\w-]*(?::[\w-]+)*)/g)].map(([, script = '']) => script);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
    const unknown = callsIn(text).filter(([command = '', ...options]) => {
      const known = optionsOf.get(command);
      return !known || options.some((option) => !known.includes(option));
    });
    expect(unknown).toEqual([]);
  });

  it.each(documents())('of %s give settings that are read', (_file, text) => {
    expect(settingsIn(text).filter((setting) => !isTaken(setting))).toEqual([]);
  });

  it('go to loadmark itself where a signal may end them: npx passes none on, and leaves loadmark and k6 running', () => {
    const workflows = readdirSync(join(root, '.github/workflows')).map((name) => readText(`.github/workflows/${name}`));
    const blocks = documents().flatMap(([, text]) => blocksIn(text));
    const pipelines = [
      ...workflows,
      ...blocks.filter(({ language }) => /^ya?ml$/.test(language)).map(({ text }) => text),
    ];
    expect(pipelines.filter((pipeline) => pipeline.includes('npx loadmark'))).toEqual([]);
    const inBackground = documents().filter(([, text]) =>
      codeIn(text).some((code) => /npx loadmark .*[^&]&[^&]*$/m.test(code)),
    );
    expect(inBackground).toEqual([]);
  });

  it('are found where they stand', () => {
    const text =
      '    npx loadmark run ws-50 --strict\n\nSee `loadmark list --json`.\n\n```\nloadmark start\nnode cli/bin.mjs build --watch &\n```\n';
    expect(callsIn(text)).toEqual([['run', '--strict'], ['start'], ['build', '--watch'], ['list', '--json']]);
  });

  it('are found with their settings', () => {
    const settings = settingsIn(
      "`LIMITS='A02>0.95; a<1'`, `-e NAME=VALUE`, `JWT_SECRET=...`\n\n    TASK_TIMEOUT=soon k6\n",
    );
    expect(settings).toEqual([
      ['TASK_TIMEOUT', 'soon'],
      ['LIMITS', 'A02>0.95; a<1'],
    ]);
    expect(settings.map(isTaken)).toEqual([false, true]);
  });
});
