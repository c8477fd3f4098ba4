import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';
import { readQuestion } from '../../../cli/catalogue/question';
import { exportsForScenarios } from './exports';
import { blocksIn, inlineCodeIn } from './markdown';
import { documents, readText } from './read-documents';

// As in a clone: a snippet is a file of `scenarios/own/`, next to the library.
const folder = mkdtempSync(join(tmpdir(), 'loadmark-snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ['lib', 'systems', 'thresholds', 'cli', 'node_modules'])
  symlinkSync(join(root, name), join(folder, name));
const { compilerOptions } = JSON.parse(readText('tsconfig.k6.json'));
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions,
    include: ['scenarios', 'lib/runtime/k6-globals.d.ts'],
  }),
);

/** Blocks that are whole files: others are quoted from files that are compiled. */
const filesIn = (text: string): string[] =>
  blocksIn(text)
    .filter(({ language, text }) => language === 'ts' && /^import /m.test(text))
    // The example lies one folder higher than a scenario.
    .map(({ text }) => text.replace(/'\.\.\/(?=lib|systems|thresholds)/g, "'../../"));

/** What a fragment may use as if the reader had written it, by its type. */
const placeholders: Readonly<Record<string, string>> = { order: 'Request', mine: 'ChatProtocol' };

/** `run: ...` and `load: ...` in a sentence, each as a file that imports what it calls. */
function fragmentsIn(text: string): string[] {
  const exported = exportsForScenarios();
  const calls = inlineCodeIn(text).flatMap((code) => /^(?:run|load): (\w+\(.*\))$/.exec(code)?.[1] ?? []);
  return calls.map((call) => {
    const words = [...new Set(call.replace(/'[^']*'/g, '').match(/\b[A-Za-z]\w*\b(?!:)/g))];
    const lines = words.flatMap((word) => {
      const type = placeholders[word];
      const found = exported.find(({ name }) => name === (type ?? word));
      if (!found) return [];
      const from = `from '../../${found.from}';`;
      return type
        ? [`import type { ${type} } ${from}`, `declare const ${word}: ${type};`]
        : [`import { ${word} } ${from}`];
    });
    return [...lines, `export const value = ${call};\n`].join('\n');
  });
}

/** Puts files where scenarios are, and nothing else. @returns their paths. */
function place(files: Readonly<Record<string, string>>): string[] {
  const own = join(folder, 'scenarios/own');
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  // The scenarios of `loadmark init` share their limits.
  copyFileSync(join(root, 'templates/load/limits.ts'), join(own, 'limits.ts'));
  return Object.entries(files).map(([name, text]) => {
    const file = join(own, `${name}.ts`);
    writeFileSync(file, text);
    return file;
  });
}

/** What the compiler says about files; empty where they are right. */
function compile(files: Readonly<Record<string, string>>): string {
  place(files);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
}

/** Texts as files that are called as the document that they come from. */
const named = (file: string, texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text, index) => [`${file.replace(/\W/g, '-')}-${index}`, text]));

describe('the TypeScript of the documents', () => {
  const whole = documents().flatMap(([file, text]) => Object.entries(named(file, filesIn(text))));
  const fragments = documents().flatMap(([file, text]) => Object.entries(named(`${file}-part`, fragmentsIn(text))));

  it('compiles', () => {
    expect(whole).not.toEqual([]);
    expect(fragments).not.toEqual([]);
    expect(compile(Object.fromEntries([...whole, ...fragments]))).toBe('');
  });

  it('asks a question and names the rows of its limits, where it is a scenario', async () => {
    const scenarios = whole.filter(([, text]) => text.includes(' = scenario({'));
    expect(scenarios).not.toEqual([]);
    const evaluated = await evaluateScripts(place(Object.fromEntries(scenarios)), {});
    for (const [index, [name, text]] of scenarios.entries()) {
      const { question, rows } = readQuestion(text);
      expect(question, name).toMatch(/\?$/);
      // A journey has more rows, of its own, which are no limits that somebody wrote.
      const written = evaluated[index]?.about?.limits
        .map(({ row }) => row)
        .filter((row) => row !== 'own' && row !== 'default');
      expect(rows, name).toEqual([...new Set(written)].sort());
    }
  });

  it('is found where it stands', () => {
    const text = "```ts\nimport { a } from '../lib/a';\n```\n\n`run: pings('/path')`, `run: read`, `read()`\n";
    expect(filesIn(text)).toEqual(["import { a } from '../../lib/a';\n"]);
    expect(fragmentsIn(text).map((file) => file.trim().split('\n').at(-1))).toEqual([
      "export const value = pings('/path');",
    ]);
  });

  it('is refused where a path is given for a function', () => {
    expect(compile(named('refused', fragmentsIn("`run: connects('/path')`")))).toMatch(/TS2345/);
  });
});

describe('the shell lines of the documents', () => {
  const programs = /^(?:npm|npx|node|k6|mkdir|sed|export|bash|kubectl|test|git|docker) /m;
  const blocks = documents().flatMap(([file, text]) =>
    blocksIn(text)
      .filter(({ language, text }) => /^(?:sh|bash|shell)$/.test(language) || (language === '' && programs.test(text)))
      .map((block) => [`${file}: ${block.text.split('\n')[0]}`, block.text] as const),
  );

  it('are there', () => {
    expect(blocks).not.toEqual([]);
  });

  it.each(blocks)('are lines that a shell takes: %s', (_name, text) => {
    expect(() => execFileSync('bash', ['-n'], { input: text, stdio: ['pipe', 'ignore', 'pipe'] })).not.toThrow();
  });
});
