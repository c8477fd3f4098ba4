// Writes the parts of the documentation that are made from code: `npm run docs`. With `--check` it only compares.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../build.mjs';
import { renderDocuments } from './docs/documents';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale = (await renderDocuments()).filter(({ current, expected }) => current !== expected);
for (const { file, expected } of stale) {
  if (!values.check) writeFileSync(join(root, file), expected);
  console.log(values.check ? `${file} is stale: \`npm run docs\` updates it` : `${file} written`);
}
if (stale.length === 0) console.log('The documentation is up to date.');
if (values.check && stale.length > 0) process.exitCode = 1;
