import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { root } from '../../build.mjs';
import { UsageError } from '../usage-error';
import type { Config } from './define-config';

const text = v.pipe(v.string(), v.minLength(1, 'expected a text that is not empty'));
const target = v.exactOptional(v.strictObject({ url: text, metrics: v.exactOptional(text) }));
const schema = v.strictObject({
  scenarios: v.exactOptional(text),
  results: v.exactOptional(text),
  targets: v.exactOptional(v.strictObject({ local: target, staging: target, production: target })),
  testbed: v.exactOptional(
    v.strictObject({
      command: text,
      ready: v.exactOptional(v.pipe(text, v.url())),
      timeoutMs: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
    }),
  ),
});

/** @param file absolute. @throws UsageError for one that cannot be loaded, or has something else in it. */
export async function readConfig(file: string): Promise<Config> {
  const name = relative(process.cwd(), file);
  const loaded = await load(file).catch((error: unknown) => {
    throw new UsageError(`${name} cannot be loaded: ${error instanceof Error ? error.message : error}`);
  });
  const { success, output, issues } = v.safeParse(schema, loaded);
  if (success) return output;
  throw new UsageError(`${name}: ${v.getDotPath(issues[0]) ?? 'export default'}: ${issues[0].message}.`);
}

/** Bundled in memory, so that TypeScript needs no loader and nothing is left on the disk. */
async function load(file: string): Promise<unknown> {
  const url = JSON.stringify(pathToFileURL(file).href);
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: dirname(file),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    // A configuration can be read where loadmark is not installed next to it.
    alias: { 'loadmark/config': join(root, 'cli', 'project', 'define-config') },
    define: { 'import.meta.url': url, 'import.meta.dirname': JSON.stringify(dirname(file)) },
    // Packages in CommonJS require modules of Node.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(${url});` },
  });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  const loaded: { readonly default?: unknown } = await import(`data:text/javascript;base64,${code}`);
  return loaded.default;
}
