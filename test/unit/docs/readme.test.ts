import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { type CatalogueEntry, readCatalogue } from '../../../cli/catalogue/catalogue';
import { exitCodes } from '../../../cli/exit-codes';
import { exitCodeOf } from '../../../lib/gate/verdict';
import { ws50 } from '../../../thresholds/tasks';
import { below, readText } from './read-documents';

const readme = readText('README.md');

describe('README.md', () => {
  it('has a tree of folders that there are', () => {
    const folders: string[] = [];
    for (const [, indent = '', name = ''] of below(readme, '## What is where').matchAll(/^ {4}( *)([\w-]+)\//gm))
      folders.push(indent === '' ? name : join('lib', name));
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
    const ofLib = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders).toEqual(expect.arrayContaining(ofLib.map(({ name }) => join('lib', name))));
  });

  it('shows verdicts on the limits that ws-50 has', () => {
    const samples = below(readme, '## The verdict')
      .split('```')
      .filter((_part, index) => index % 2 === 1);
    expect(samples).toHaveLength(2);
    for (const sample of samples)
      expect([...sample.matchAll(/^ {2}[A-Z]+ +(A\d\d) {2}(.*?) {2}/gm)].map(([, row, title]) => [row, title])).toEqual(
        // At its default size, where nobody comes back.
        ws50.filter(({ where }) => !where).map(({ row, title }) => [row, title]),
      );
  });

  it('has the reader wait for the line that a testbed prints when it listens', () => {
    const [, line = ''] =
      /Wait for its line `(testbed at )[^`]*`, then run/.exec(below(readme, '## The verdict')) ?? [];
    expect(line).not.toBe('');
    expect(readText('cli/commands/testbed.ts')).toContain(`\`${line}\${testbed.url}`);
  });

  it('says which scenarios judge isolation, and of all others that they do not', async () => {
    const entries = await readCatalogue();
    const named = (text: string) => {
      const patterns = [...text.matchAll(/`([a-z]+-[\w*-]+)`/g)].map(
        ([, name = '']) => new RegExp(`^${name.replaceAll('*', '.*')}$`),
      );
      return entries.map(({ name }) => name).filter((name) => patterns.some((pattern) => pattern.test(name)));
    };
    const isJudged = ({ limits }: CatalogueEntry) => limits.some(({ metric }) => metric === 'foreign_markers');
    const [claim = ''] = /^- \*\*Isolation is measured[\s\S]*?(?=^- )/m.exec(readme) ?? [];
    const [limitation = ''] = /^- Over HTTP[\s\S]*?(?=^- It )/m.exec(readme) ?? [];
    expect(named(claim)).toEqual(entries.filter(isJudged).map(({ name }) => name));
    expect(named(limitation)).toEqual(entries.filter((entry) => !isJudged(entry)).map(({ name }) => name));
  });

  it('shows steps of gate.yml as they are there', () => {
    const blocks = [...readme.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
    expect(blocks).toHaveLength(1);
    const gate = readText('.github/workflows/gate.yml');
    for (const block of blocks) expect(gate).toContain(block.replace(/^/gm, '      ').trimEnd());
  });

  it('gives the exit codes', () => {
    expect(readme).toContain(
      `Exit codes of \`loadmark run\`: ${exitCodeOf('PASS', false)} PASS or WARNING, ${exitCodeOf('FAIL', false)} FAIL, ${exitCodeOf('INVALID', false)} INVALID, ${exitCodes.wrongUsage} wrong usage.`,
    );
  });
});
