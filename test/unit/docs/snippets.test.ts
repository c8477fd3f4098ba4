import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';
import { readQuestion } from '../../../cli/catalogue/question';
import { documents } from './read-documents';

/** What a snippet in the middle of a sentence may name without importing it. */
const named: Readonly<Record<string, string>> = {
  broadcasts: "import { broadcasts } from '../../lib/websocket/broadcasts';",
  byHttp: "import { byHttp } from '../../lib/websocket/broadcast-protocol';",
  conversations: "import { conversations } from '../../lib/websocket/conversations';",
  tokenAttempts: "import { tokenAttempts } from '../../lib/websocket/token-attempts';",
  byWorkers: "import { byWorkers } from '../../lib/http/workers';",
  order: "import { health as order } from '../../lib/http/graph-api';",
  mine: "import { pam as mine } from '../../lib/websocket/chat-protocol';",
  connects: "import { connects } from '../../lib/websocket/connects';",
  pings: "import { pings } from '../../lib/websocket/pings';",
};

// As in a clone: a snippet is a file of `scenarios/own/`, beside the library.
const folder = mkdtempSync(join(tmpdir(), 'loadmark-snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ['lib', 'thresholds', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
mkdirSync(join(folder, 'scenarios/own'), { recursive: true });
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.k6.json'), 'utf8'));
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions,
    include: ['scenarios', 'lib/k6-globals.d.ts'],
  }),
);

/** Blocks that are whole files: others are quoted from files that are compiled. */
const blocksIn = (text: string): string[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, block = '']) => block)
    .filter((block) => /^import /m.test(block))
    // The example lies one folder higher than a scenario.
    .map((block) => block.replace(/'\.\.\/(?=lib|thresholds)/g, "'../../"));

/** `run: ...` in ticks, and calls of what makes a `run`, each as a file. */
const fragmentsIn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`(?:run: )?((?:\w+)\([^`\n]*\))`/g)]
    .map(([, call = '']) => call)
    .filter((call) => (/^\w+/.exec(call)?.[0] ?? '') in named)
    .map((call) => {
      const imports = Object.keys(named).filter((name) =>
        new RegExp(`\\b${name}\\b`).test(call.replace(/'[^']*'/g, '')),
      );
      const type = "import type { VuFunction } from '../../lib/load/users';";
      return [type, ...imports.map((name) => named[name]), `export const run: VuFunction = ${call};\n`].join('\n');
    });

/** Puts texts where scenarios are, and nothing else. @returns their files. */
function place(texts: readonly string[]): string[] {
  rmSync(join(folder, 'scenarios/own'), { recursive: true });
  mkdirSync(join(folder, 'scenarios/own'));
  return texts.map((text, index) => {
    const file = join(folder, `scenarios/own/${index}.ts`);
    writeFileSync(file, text);
    return file;
  });
}

/** What the compiler says about texts; empty where they are right. */
function compile(texts: readonly string[]): string {
  place(texts);
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}

describe('the TypeScript', () => {
  it.each(documents())('of %s compiles', (_file, text) => {
    const files = [...blocksIn(text), ...fragmentsIn(text)];
    expect(files.length > 0 ? compile(files) : '').toBe('');
  });

  it.each(
    documents(),
  )('of %s that is a scenario asks a question, and names the rows of its limits', async (_file, text) => {
    const scenarios = blocksIn(text).filter((block) => block.includes(' = scenario({'));
    const files = place(scenarios);
    const evaluated = files.length > 0 ? await evaluateScripts(files, {}) : [];
    scenarios.forEach((block, index) => {
      const { question, rows } = readQuestion(block);
      expect(question).toMatch(/\?$/);
      expect(rows).toEqual([...new Set(evaluated[index]?.about?.limits.map(({ row }) => row))].sort());
    });
  });

  it('is found where it stands', () => {
    const text =
      "```ts\nimport { a } from '../lib/a';\n```\n\n`run: broadcasts(20, byHttp)`, `pings('/path')`, `read()`\n";
    expect(blocksIn(text)).toEqual(["import { a } from '../../lib/a';\n"]);
    expect(fragmentsIn(text).map((file) => file.trim().split('\n').at(-1))).toEqual([
      'export const run: VuFunction = broadcasts(20, byHttp);',
      "export const run: VuFunction = pings('/path');",
    ]);
  });

  it('is refused where a path is given for a function', () => {
    expect(compile(fragmentsIn("`connects('/path')`"))).toMatch(/TS2345/);
  });
});
