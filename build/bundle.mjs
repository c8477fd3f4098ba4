import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { k6Script } from './k6-script.mjs';
import { nameOf, root, scenarioFiles } from './project.mjs';
import { thinSourceMap } from './thin-source-map.mjs';

/**
 * Bundles source files into self-contained k6 scripts.
 * @param {object} [options] by default every scenario of loadmark, into dist/, which is emptied first.
 * @param {readonly string[]} [options.files]
 * @param {string} [options.outdir]
 * @param {string} [options.folder] of the project which the files belong to.
 * @param {boolean} [options.empty] whether the output folder is emptied first.
 * @param {string} [options.dataFrom] folder that paths given to open() are relative to; by default that of the bundle, as k6 has it.
 * @returns esbuild's metafile.
 * @throws {Error} for two scenarios of the same name, and for what cannot be built.
 */
export async function buildScenarios({
  files = scenarioFiles(),
  outdir = join(root, 'dist'),
  folder = root,
  empty = true,
  dataFrom,
} = {}) {
  rejectTwins(files);
  if (empty) rmSync(outdir, { recursive: true, force: true });
  const script = k6Script(folder);
  const { metafile, outputFiles } = await build({
    ...script,
    ...(dataFrom !== undefined && {
      inject: [join(root, 'build', 'open.mjs')],
      define: { ...script.define, __SOURCE_FOLDER__: JSON.stringify(dataFrom) },
    }),
    entryPoints: files.map((file) => ({ in: file, out: nameOf(file) })),
    outdir,
    write: false,
  });
  mkdirSync(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    const thin = thinSourceMap(text);
    writeFileSync(path, thin);
    const output = metafile.outputs[relative(folder, path)];
    if (output) output.bytes = Buffer.byteLength(thin);
  }
  copyProtos(metafile, folder, outdir);
  return metafile;
}

/**
 * k6 reads the description of a gRPC interface from a file next to the bundle: it takes none that is in the bundle.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} folder
 * @param {string} outdir
 */
function copyProtos({ outputs }, folder, outdir) {
  const used = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  for (const [input, { bytesInOutput }] of used) {
    if (bytesInOutput === 0) continue;
    const proto = join(folder, input).replace(/\.[tj]s$/, '.proto');
    if (proto.endsWith('.proto') && existsSync(proto)) copyFileSync(proto, join(outdir, basename(proto)));
  }
}

/**
 * The folder of a scenario is not in its bundle's name.
 * @param {readonly string[]} files
 */
function rejectTwins(files) {
  const names = files.map(nameOf);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin) throw new Error(`Two scenarios are called ${twin}: the names of scenarios must differ over all systems.`);
}
