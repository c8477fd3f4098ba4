import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkValidateLinks from 'remark-validate-links';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { inlineCodeIn } from './markdown';
import { documents, readText } from './read-documents';

type FileSet = NonNullable<Parameters<typeof remarkValidateLinks>[1]>;
type File = ReturnType<FileSet['valueOf']>[number];

/** What is wrong with the links of these documents: a file that is missing, or a heading of this or another document. */
async function brokenLinks(texts: readonly (readonly [file: string, text: string])[]): Promise<string[]> {
  const files: File[] = [];
  const checks: (() => Promise<void>)[] = [];
  // Headings of other files are compared only where the plugin is given the set of all files, as remark's command line does.
  const set = {
    use: (check: (set: FileSet) => Promise<void>) => checks.push(() => check(set)),
    add() {},
    valueOf: () => files,
  } as unknown as FileSet;
  for (const [path, value] of texts) {
    const checker = remark().use(remarkGfm).use(remarkValidateLinks, { repository: false, root }, set);
    files.push(await checker.process({ path, value, cwd: root }));
  }
  await checks[0]?.();
  return [...new Set(files.flatMap(({ path, messages }) => messages.map(({ reason }) => `${path}: ${reason}`)))];
}

describe('the links of the documents', () => {
  it('lead to files and headings that there are', async () => {
    expect(await brokenLinks(documents())).toEqual([]);
  });

  it('of the README lead to every document', () => {
    const linked = [...readText('README.md').matchAll(/\]\(([^)#\s]+)/g)].map(([, to]) => to);
    const others = documents().map(([file]) => file);
    expect(others).toContain('docs/verdicts.md');
    expect(others.filter((file) => file !== 'README.md' && !linked.includes(file))).toEqual([]);
  });

  it('are found broken where a file or a heading is missing, here or in another document', async () => {
    const broken = await brokenLinks([
      [
        'README.md',
        '# A B\n[here](#a-b) [no](#b) [gone](docs/gone.md) [there](docs/cli.md#one) [two](docs/cli.md#two)\n',
      ],
      ['docs/cli.md', '# One\n[up](../README.md#a-b) [folder](../lib)\n'],
    ]);
    expect(broken.map((text) => text.replace(/;.*/, ''))).toEqual([
      'README.md: Cannot find heading for `#b`',
      'README.md: Cannot find file `docs/gone.md`',
      'README.md: Cannot find heading for `#two` in `docs/cli.md`',
    ]);
  });
});

/** Code that is the path of a file or a folder. What users add, or a build makes, need not be there. */
const pathsIn = (text: string): string[] =>
  inlineCodeIn(text).filter(
    (code) =>
      /^(?:bench|cli|deploy|docs|examples|lib|scenarios|systems|test|testbed|thresholds|tools)\/[\w./-]*$/.test(code) &&
      !/\/own\b/.test(code),
  );

describe('the paths', () => {
  it.each(documents())('that %s names are there', (_file, text) => {
    expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('are found in code only, and patterns are none', () => {
    const text = 'lib/a `lib/b.ts` `scenarios/<system>/c.ts` `scenarios/own/d.ts` `thresholds/own.ts` `test/e2e/`';
    expect(pathsIn(text)).toEqual(['lib/b.ts', 'test/e2e/']);
  });
});
