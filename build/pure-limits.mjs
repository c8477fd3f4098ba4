import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Where a function of a file begins, at the left margin: `function f`, `const f = ` before its parameters. */
const functions = /^(export )?(function \w+|const \w+ = )(?=\()/gm;

/**
 * Tells esbuild that the functions of thresholds/ only make limits. Without it every VU makes the limits of all scenarios of its system,
 * because esbuild leaves no call out that may do something. The columns of a line with a function change, but errors name the line.
 * @type {import('esbuild').Plugin}
 */
export const pureLimits = {
  name: 'pure-limits',
  setup(build) {
    build.onLoad({ filter: /[\\/]thresholds[\\/][\w-]+\.[jt]s$/ }, ({ path }) =>
      path.startsWith(join(root, 'thresholds'))
        ? {
            contents: readFileSync(path, 'utf8').replace(functions, marked),
            loader: path.endsWith('.ts') ? 'ts' : 'js',
          }
        : undefined,
    );
  },
};

/**
 * esbuild reads the mark before `function`, or before an arrow function's parameters.
 * @param {string} _whole
 * @param {string | undefined} exported
 * @param {string} start
 */
const marked = (_whole, exported = '', start) =>
  start.startsWith('function')
    ? `${exported}/* @__NO_SIDE_EFFECTS__ */ ${start}`
    : `${exported}${start}/* @__NO_SIDE_EFFECTS__ */ `;
