import { join } from 'node:path';
import { buildInfo, root } from './project.mjs';
import { pureLimits } from './pure-limits.mjs';
import { rawFiles } from './raw-files.mjs';

const door = join(root, 'lib', 'index');

/**
 * esbuild's options for scripts that k6 runs.
 * @param {string} [folder] of the project which the scripts belong to.
 * @returns what is, as a whole, `import('esbuild').BuildOptions`.
 */
export const k6Script = (folder = root) =>
  /** @satisfies {import('esbuild').BuildOptions} */ (
    /** @type {const} */ ({
      absWorkingDir: folder,
      bundle: true,
      // k6 is neither Node nor a browser: no built-in modules, no globals of theirs.
      platform: 'neutral',
      format: 'esm',
      // k6 gives these itself; everything else goes into the file, because k6 resolves no npm packages.
      external: ['k6', 'k6/*'],
      // A script gets the library of the loadmark that bundles it, also where none is installed next to it.
      alias: {
        loadmark: door,
        'loadmark/systems': join(root, 'systems'),
        'loadmark/thresholds': join(root, 'thresholds'),
      },
      // Of packages of the user's own: k6 is nearer to a browser than to Node.
      mainFields: ['module', 'main'],
      conditions: ['module', 'import'],
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
      define: { __BUILD__: JSON.stringify(buildInfo(folder)) },
      plugins: [pureLimits, rawFiles],
      metafile: true,
      logLevel: 'warning',
    })
  );
