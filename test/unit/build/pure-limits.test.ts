import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { k6Script, root } from '../../../build.mjs';

const bundle = async (scenario: string): Promise<string> => {
  const { outputFiles } = await build({
    ...k6Script(),
    entryPoints: [join(root, 'scenarios', scenario)],
    outdir: 'bundled',
    write: false,
    sourcemap: false,
  });
  return outputFiles[0]?.text ?? '';
};

it.each([
  ['tasks/ws-50.ts', 'max concurrent connections', 'memory growth per batch'],
  ['graph/graph-health.ts', 'in the worst second', 'response time of the slowest client'],
])('leaves the limits of other scenarios out of the bundle of %s', async (scenario, own, other) => {
  const script = await bundle(scenario);
  expect(script).toContain(own);
  expect(script).not.toContain(other);
});
