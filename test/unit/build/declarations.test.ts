import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../../build.mjs';

/** Imports of packages in declarations, and in those that they import: `file: package`. */
function packagesBehind(file: string, folder: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const names = [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport\()\s*'([^']+)'/g)];
  return names.flatMap(([, name = '']) => {
    if (!name.startsWith('.')) return [`${relative(folder, file)}: ${name}`];
    const found = ['.d.ts', '/index.d.ts'].map((end) => join(dirname(file), name + end)).find(existsSync);
    return found === undefined ? [`${relative(folder, file)}: no ${name}`] : packagesBehind(found, folder, seen);
  });
}

it('the declarations of what users import need no other package: those of @types/k6 do not compile everywhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-declarations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.package.json', '--outDir', folder], { cwd: root });
  const doors = ['lib/index', 'cli/project/define-config', 'systems/tasks', 'thresholds/tasks'];
  expect(doors.flatMap((door) => packagesBehind(join(folder, `${door}.d.ts`), folder))).toEqual([]);
  expect(packagesBehind(join(folder, 'lib/scenario/options.d.ts'), folder)).toContain(
    'lib/scenario/options.d.ts: k6/options',
  );
});
