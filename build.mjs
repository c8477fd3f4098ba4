// Bundles every scenarios/<system>/<name>.ts into one self-contained k6 script, dist/<name>.js.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thinSourceMap } from './thin-source-map.mjs';

export const root = fileURLToPath(new URL('.', import.meta.url));

/** Every scenario's source file: the folder is the registry. */
export const scenarioFiles = () =>
  readdirSync(join(root, 'scenarios'), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(root, 'scenarios', file));

/** What handleSummary writes into a result; see BuildInfo in lib/report/result.ts. */
export const buildInfo = () => ({
  loadmark: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  commit: commit(),
});

/** esbuild's options for scripts that k6 runs. */
export const k6Script = {
  absWorkingDir: root,
  bundle: true,
  // k6 is neither Node nor a browser: no built-in modules, no globals of theirs.
  platform: 'neutral',
  format: 'esm',
  // k6 gives these itself; everything else goes into the file, because k6 resolves no npm packages.
  external: ['k6', 'k6/*'],
  target: 'es2022',
  // k6's JavaScript parses neither, although both are ES2018.
  supported: { 'async-generator': false, 'for-await': false },
  // In k6's JavaScript a field that is defined costs an object of its own, one that is assigned does not.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  // One file to upload or mount, and errors that still show TypeScript lines; without the sources it stays small.
  sourcemap: 'inline',
  sourcesContent: false,
  // A bundle is mounted from a ConfigMap, uploaded, and evaluated by every VU. Errors still name file and line, by the source map.
  minify: true,
  define: { __BUILD__: JSON.stringify(buildInfo()) },
  metafile: true,
  logLevel: 'warning',
};

/** Builds the given source files, by default every scenario. @returns esbuild's metafile. */
export async function buildScenarios({ files = scenarioFiles(), outdir = join(root, 'dist') } = {}) {
  rejectTwins(files);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    ...k6Script,
    entryPoints: files.map((file) => ({ in: file, out: basename(file, '.ts') })),
    outdir,
    write: false,
  });
  mkdirSync(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    const script = thinSourceMap(text);
    writeFileSync(path, script);
    metafile.outputs[relative(root, path)].bytes = Buffer.byteLength(script);
  }
  return metafile;
}

/** The folder of a scenario is not in its bundle's name. */
function rejectTwins(files) {
  const names = files.map((file) => basename(file));
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin) throw new Error(`Two scenarios are called ${twin}: the names of scenarios must differ over all systems.`);
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outputs } = await buildScenarios();
  for (const [file, { bytes }] of Object.entries(outputs))
    console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB with its source map`);
}
