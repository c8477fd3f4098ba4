import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../../build.mjs';
import { withoutK6 } from '../../../tools/compile/declarations';

/** Imports of packages in declarations of the package, and in those that they import: `file: package`. */
function packagesBehind(file: string, folder: string, seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = withoutK6(readFileSync(file, 'utf8')).replace(/\/\*[\s\S]*?\*\//g, '');
  const names = [...text.matchAll(/(?:\bfrom|\bimport\()\s*'([^']+)'/g)];
  return names.flatMap(([, name = '']) => {
    if (!name.startsWith('.')) return [`${relative(folder, file)}: ${name}`];
    const found = ['.d.ts', '/index.d.ts'].map((end) => join(dirname(file), name + end)).find(existsSync);
    return found === undefined ? [`${relative(folder, file)}: no ${name}`] : packagesBehind(found, folder, seen);
  });
}

it('the declarations of what users import need no other package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-declarations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.package.json', '--outDir', folder], { cwd: root });
  const doors = ['lib/index', 'cli/project/define-config', 'systems/tasks', 'thresholds/tasks'];
  const seen = new Set<string>();
  expect(doors.flatMap((door) => packagesBehind(join(folder, `${door}.d.ts`), folder, seen))).toEqual([]);
  expect([...seen].map((file) => relative(folder, file))).toContain('lib/scenario/scenario.d.ts');
});

it('what is imported of k6 becomes opaque', () => {
  const text = [
    "import http, { type CookieJar, type RefinedResponse } from 'k6/http';",
    "import type { Options } from 'k6/options';",
    "import exec from 'k6/execution';",
    "import { now } from './clock.js';",
    "/** As `import http from 'k6/http';` does. */",
  ].join('\n');
  expect(withoutK6(text).split('\n')).toEqual([
    'declare const http: any;',
    'type CookieJar<_T = unknown> = unknown;',
    'type RefinedResponse<_T = unknown> = unknown;',
    'type Options<_T = unknown> = unknown;',
    'declare const exec: any;',
    "import { now } from './clock.js';",
    "/** As `import http from 'k6/http';` does. */",
  ]);
});
