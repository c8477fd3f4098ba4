import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { readText } from './read-documents';

/** Rows of the tables of docs/k6-traps.md: trap, source, what the library does, what holds it. */
const rows = readText('docs/k6-traps.md')
  .split('\n')
  .filter((line) => /^\| (?!trap |---)/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

/** A link to a file of tests, and behind it the names of tests in it: `[file](path) "name" and "name"`. */
const named = /\[[^\]]+\]\(\.\.\/([^)]+)\)((?:(?:,| and)? "[^"]+")+)/g;

describe('docs/k6-traps.md', () => {
  it('has four cells in each row', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((cells) => cells.length !== 4)).toEqual([]);
  });

  it.each(rows.map((cells) => [cells[0], cells.at(-1)]))('names tests that there are: %s', (_trap, held = '') => {
    const tests = [...held.matchAll(named)].flatMap(([, file = '', names = '']) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(tests, 'no test is named').not.toEqual([]);
    const missing = tests.filter(({ file, name }) => !existsSync(join(root, file)) || !readText(file).includes(name));
    expect(missing).toEqual([]);
  });
});
