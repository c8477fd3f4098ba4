import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Puts a file into a bundle as a text where it is imported with `?raw`, so that a script with data is one file: `open()` of k6 would look for it
 * next to the bundle. A text is kept once for all VUs; a list of objects would be one for each.
 * @type {import('esbuild').Plugin}
 */
export const rawFiles = {
  name: 'raw files',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, importer }) => ({
      path: resolve(dirname(importer), path.replace(/\?raw$/, '')),
      namespace: 'raw',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
      watchFiles: [path],
    }));
  },
};
