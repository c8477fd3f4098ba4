import { describe, expect, it } from 'vitest';
import { readText } from './read-documents';

const heading = '## What a verdict stands on\n';
const section = readText('docs/verdicts.md').split(heading)[1]?.split('\n## ')[0] ?? '';
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.slice(2, -2).split(' | '));

describe('the table of what a verdict stands on', () => {
  it('has a row for each source of error', () => {
    const sources = rows.map(([source = '']) => source).join('; ');
    for (const source of ['target', 'CPU', 'files', 'ports', 'memory', 'clock', 'proxy', 'name resolution'])
      expect(sources).toContain(source);
    for (const source of ['options from outside', 'output', 'script', 'missing data'])
      expect(sources).toContain(source);
  });

  // That the named tests are there is looked at for all documents, in traps.test.ts.
  it.each(rows)('names a test of: %s', (...cells) => {
    expect(cells).toHaveLength(5);
    expect(cells[4]).toMatch(/^\[[^\]]+\]\(\.\.\/test\/[^)]+\) "/);
  });
});
