import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build.mjs';

/** Where `npm run k6` puts the binary, in a checkout. */
export const builtK6 = join(root, '.k6', 'k6');

/** The k6 that everything here is tested with and that `npm run k6` builds, for example `v2.2.0`. */
export const testedK6Version = readFileSync(join(root, 'tools', 'k6-version'), 'utf8').trim();

/** Given to k6 as its config file, so that it reads none of the user's: that may have a rate, a pause or another load in it. */
export const emptyConfig = join(root, 'cli', 'k6', 'empty-config.json');

/** Where `loadmark build` puts the bundles, in a checkout. */
export const bundles = join(root, 'dist');

/** The files that a run leaves in its folder. */
export const resultFiles = {
  json: 'result.json',
  markdown: 'summary.md',
  junit: 'junit.xml',
  log: 'k6.log',
  markers: 'markers.log',
} as const;
