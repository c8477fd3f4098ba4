import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';
import { blocksIn } from '../unit/docs/markdown';

/** Made before the first test, so that nothing is left where a filter skips it. */
let copy = '';
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const { PATH = '', HOME = '' } = process.env;

/** Runs a command in the copy. @throws Error with its output when it fails. */
function run(file: string, ...args: string[]): string {
  try {
    return execFileSync(file, args, { cwd: copy, env: { PATH, HOME }, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${file} ${args.join(' ')}: ${stdout}${stderr}`);
  }
}
const runPackage = (file: string, ...args: string[]) => run(process.execPath, join('node_modules', file), ...args);

/** Large, or made by tools. */
const leftOut = /^(?:node_modules|\.k6|\.git|dist|compiled|results\/20.*)$/;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'loadmark-own-'));
  cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.test(relative(root, path)) });
  for (const name of ['node_modules', '.k6']) symlinkSync(join(root, name), join(copy, name));
});

/** As docs/own-server.md tells: its shell lines that write into scenarios/own, and its whole scenarios as files there. */
function pasteExamples(): string[] {
  const blocks = blocksIn(readFileSync(join(root, 'docs/own-server.md'), 'utf8'));
  const lines = blocks.flatMap(({ text }) => text.split('\n')).filter((line) => line.includes('scenarios/own'));
  run('bash', '-e', '-c', lines.join('\n'));
  const written = lines.flatMap((line) => /scenarios\/own\/(\w[\w-]*)\.ts$/.exec(line)?.[1] ?? []);
  const pasted = blocks.flatMap(({ language, text }) => {
    const [, name] = /^export const .* = scenario\(\{\n {2}name: '([\w-]+)'/m.exec(text) ?? [];
    // A quotation of a file in examples/ is one folder higher; the shell lines copy it.
    if (language !== 'ts' || name === undefined || text.includes("'../lib")) return [];
    writeFileSync(join(copy, `scenarios/own/${name}.ts`), text);
    return [name];
  });
  return [...written, ...pasted].sort();
}

describe('the scenarios that docs/own-server.md tells a reader to add', () => {
  it('are listed, and break nothing', () => {
    const names = pasteExamples();
    expect(names.length).toBeGreaterThan(1);
    const listed = JSON.parse(run(process.execPath, 'cli/bin.mjs', 'list', '--json')) as { readonly name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(names));

    runPackage('@biomejs/biome/bin/biome', 'check', '.');
    runPackage('typescript/bin/tsc', '-p', 'tsconfig.k6.json');
    runPackage('tsx/dist/cli.mjs', 'tools/docs.ts', '--check');
    // What looks at every scenario or document.
    const unit = ['docs/deploy', 'docs/links', 'thresholds/tasks', 'architecture', 'cli/catalogue'];
    runPackage('vitest/vitest.mjs', 'run', '--project', 'unit', ...unit.map((path) => `test/unit/${path}`));
    const bundles = runPackage('vitest/vitest.mjs', 'run', '--project', 'bundle', '-t', `^(${names.join('|')})\\.js `);
    expect(bundles).toMatch(/[1-9]\d* passed, 0 failed\n$/);
  });
});
