import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { k6Script } from './k6-script.mjs';
import { root, scenarioFiles } from './project.mjs';
import { thinSourceMap } from './thin-source-map.mjs';

/**
 * Bundles source files into self-contained k6 scripts. The output folder is emptied first.
 * @param {{ readonly files?: readonly string[], readonly outdir?: string }} [options] by default every scenario, into dist/.
 * @returns esbuild's metafile.
 * @throws {Error} for two scenarios of the same name, and for what cannot be built.
 */
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
    const output = metafile.outputs[relative(root, path)];
    if (output) output.bytes = Buffer.byteLength(script);
  }
  return metafile;
}

/**
 * The folder of a scenario is not in its bundle's name.
 * @param {readonly string[]} files
 */
function rejectTwins(files) {
  const names = files.map((file) => basename(file));
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin) throw new Error(`Two scenarios are called ${twin}: the names of scenarios must differ over all systems.`);
}
