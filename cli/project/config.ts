import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { root } from '../../build.mjs';
import { UsageError } from '../usage-error';
import type { Config } from './define-config';

const text = v.pipe(v.string(), v.minLength(1, 'expected a text that is not empty'));

/** An object with these keys and no others; an error about a key lists the allowed keys. */
const section = <T extends v.ObjectEntries>(entries: T) =>
  v.strictObject(entries, ({ expected, received }) =>
    expected === 'never'
      ? `it is no key; there are ${Object.keys(entries).join(', ')}`
      : `expected ${expected === 'Object' ? 'an object' : expected}, but came ${received}`,
  );

const where = { url: text, metrics: v.exactOptional(text) };
const target = v.exactOptional(
  section({ ...where, byScenario: v.exactOptional(v.record(v.string(), section(where))) }),
);
const schema = section({
  scenarios: v.exactOptional(text),
  results: v.exactOptional(text),
  targets: v.exactOptional(section({ local: target, staging: target, production: target })),
  testbed: v.exactOptional(
    section({
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

/** A name that is misspelt would send the load to another system. @throws UsageError for a target of a scenario that does not exist. */
export function checkScenarioNames(file: string, { targets = {} }: Config, names: readonly string[]): void {
  for (const [environment, target] of Object.entries(targets))
    for (const name of Object.keys(target?.byScenario ?? {}))
      if (!names.includes(name))
        throw new UsageError(
          `${relative(process.cwd(), file)}: targets.${environment}.byScenario.${name}: there is no scenario of this name; there are ${names.join(', ')}.`,
        );
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
