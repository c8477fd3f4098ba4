import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { extensionSources, isOlderThan } from '../../../cli/k6/extension-sources';

const folder = mkdtempSync(join(tmpdir(), 'loadmark-extension-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string, atSeconds: number): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, atSeconds, atSeconds);
  return file;
}

it('finds each folder that is a Go module, and what it is called by Go and by k6', () => {
  write('parent/postgres/go.mod', 'module example.com/x/pg\n\ngo 1.25\n', 100);
  write('parent/notes/README.md', 'no module', 100);
  const parent = join(folder, 'parent');
  const found = [{ folder: join(parent, 'postgres'), path: 'example.com/x/pg', module: 'k6/x/postgres' }];
  expect(extensionSources(parent)).toEqual(found);
  expect(extensionSources(join(folder, 'none'))).toEqual([]);
});

it('finds a binary old where a source was changed after it was built, and not where a test or a document was', () => {
  const binary = write('k6', '', 200);
  write('parent/postgres/go.mod', 'module example.com/x/pg\n', 100);
  write('parent/postgres/pool_test.go', '', 300);
  write('parent/postgres/README.md', '', 300);
  const sources = extensionSources(join(folder, 'parent'));
  expect(isOlderThan(binary, sources)).toBe(false);
  write('parent/postgres/deep/pool.go', '', 300);
  expect(isOlderThan(binary, sources)).toBe(true);
});

it("has this project's own among them", () => {
  expect(extensionSources().map(({ module }) => module)).toContain('k6/x/postgres');
});
