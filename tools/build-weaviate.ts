// Builds Weaviate into .k6/weaviate, for the tests of its adapter: `npm run weaviate`. Three minutes of two cores and 1.8 GB of sources, once.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build.mjs';
import { runCommand } from '../cli/run-command';

const folder = join(root, '.k6');
mkdirSync(folder, { recursive: true });
console.log('Building Weaviate; the first time this takes some minutes.');
const { code, stderr } = await runCommand({
  file: 'go',
  // Its own way to build has the module as a tool: versions of all that it needs are in tools/weaviate/go.sum.
  args: ['build', '-o', join(folder, 'weaviate'), 'github.com/weaviate/weaviate/cmd/weaviate-server'],
  cwd: join(root, 'tools', 'weaviate'),
  timeoutMs: 30 * 60_000,
});
if (code !== 0) {
  console.error(`Weaviate could not be built. It needs Go 1.25 or newer and the Go module proxy.\n${stderr}`);
  process.exitCode = 1;
} else console.log(`built ${join(folder, 'weaviate')}`);
