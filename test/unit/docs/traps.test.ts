import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { documents, readText } from './read-documents';

/** A link to a file of tests, and behind it the names of tests in it: `[file](path) "name" and "name"`. */
const named = /\[[^\]]+\]\(([^)]*\btest\/[^)]+)\)((?:(?:,| and)? "[^"]+")+)/g;

const testsIn = (text: string) =>
  [...text.matchAll(named)].flatMap(([, path = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ path, name })),
  );

describe('the tests that a document names', () => {
  it.each(documents())('are there: %s', (file, text) => {
    const missing = testsIn(text).filter(({ path, name }) => {
      const tests = join(dirname(file), path);
      return !existsSync(join(root, tests)) || !readText(tests).includes(name);
    });
    expect(missing).toEqual([]);
  });

  it('are found behind the link to their file', () => {
    expect(testsIn('see [a.test.ts](../test/a.test.ts) "one" and "two", [b](b.md) "three"')).toEqual([
      { path: '../test/a.test.ts', name: 'one' },
      { path: '../test/a.test.ts', name: 'two' },
    ]);
    expect(testsIn(readText('docs/k6-traps.md'))).not.toEqual([]);
  });
});
