// Makes what an installed package runs, in compiled/: JavaScript without a loader, and types. `npm pack` calls it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../build.mjs';
import { withoutK6 } from './compile/declarations';
import { withExtensions } from './compile/specifiers';

const out = join(root, 'compiled');
/** Of no module format: in a package of their own without `type`, they may be imported by CommonJS and by modules, whatever the resolution. */
const types = join(out, 'types');
/** Code for k6, which users import and so need the types of. */
const forK6 = ['lib', 'systems', 'thresholds'];
const forNode = ['cli', 'testbed'];
/** As they are. Scenarios too: the bundler takes their TypeScript. */
const ofScenarios = ['build.mjs', 'build', 'scenarios', 'templates'];
/** What k6 is built of. */
const ofK6 = ['extension', 'tools/go.mod', 'tools/go.sum', 'tools/k6-version'];
const copied = [...ofScenarios, ...ofK6];
/** Of an extension: its tests, and what compares it with others. */
const isOfNoBuild = (path: string) => /_test\.go$|extension\/\w+\/bench$/.test(path);

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const sources = [...forK6, ...forNode].flatMap(filesBelow);
await build({
  entryPoints: sources.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')),
  outdir: out,
  outbase: root,
  format: 'esm',
  target: 'es2022',
  // As in build/k6-script.mjs.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
});
const others = sources
  .filter((file) => /\.(?:mjs|json|proto|sql|txt)$/.test(file))
  .map((file) => file.slice(root.length));
for (const path of [...copied, ...others]) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  cpSync(join(root, path), join(out, path), { recursive: true, filter: (from) => !isOfNoBuild(from) });
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.package.json'], {
  cwd: root,
  stdio: 'inherit',
});
writeFileSync(join(types, 'package.json'), '{}\n');
for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !/\.(?:js|d\.ts)$/.test(file)) continue;
  const text = withExtensions(readFileSync(file, 'utf8'), dirname(file));
  writeFileSync(file, file.endsWith('.ts') ? withoutK6(text) : text);
}
// What a scenario may import with `?raw`.
const rawFiles = 'journey/raw-files.d.ts';
cpSync(join(root, 'lib', rawFiles), join(types, 'lib', rawFiles));
const door = join(types, 'lib', 'index.d.ts');
writeFileSync(door, `/// <reference path="./${rawFiles}" />\n${readFileSync(door, 'utf8')}`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify({ version, private: true, type: 'module', sideEffects: false }, null, 2)}\n`,
);
