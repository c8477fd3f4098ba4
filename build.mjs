// Bundles every scenarios/<system>/<name>.ts into one self-contained k6 script, dist/<name>.js.
import { fileURLToPath } from 'node:url';
import { buildScenarios } from './build/bundle.mjs';

export { buildScenarios } from './build/bundle.mjs';
export { k6Script } from './build/k6-script.mjs';
export { buildInfo, isInstalled, nameOf, root, scenarioFiles } from './build/project.mjs';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outputs } = await buildScenarios();
  for (const [file, { bytes }] of Object.entries(outputs))
    console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB with its source map`);
}
