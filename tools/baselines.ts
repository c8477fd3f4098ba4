// One run of every scenario at its document's own size and length, against the testbed, with its record kept: `npm run baselines`, or
// `npm run baselines -- pam-ws-full` for one. Takes about half an hour.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf, root, scenarioFiles } from '../build.mjs';
import { startTestbed } from '../cli/testbed-process';

const wanted = process.argv.slice(2);
const all = scenarioFiles().map(nameOf);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No scenario is called ${unknown.join(', ')}; there are ${all.join(', ')}.`);

/** Signs the tokens of the users, on both sides. */
const jwtSecret = randomUUID();
const baselines = join(root, 'results/baselines');
mkdirSync(baselines, { recursive: true });

for (const name of all.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  // A new one for each, so that the memory that one scenario leaves is not measured in the next.
  const testbed = await startTestbed({ port: 0, jwtSecret });
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-baseline-'));
  const { status } = spawnSync(process.execPath, ['cli/bin.mjs', 'run', name, '--quiet', '--results', folder], {
    cwd: root,
    env: { ...process.env, TARGET_URL: testbed.url, METRICS_URL: testbed.metricsUrl, JWT_SECRET: jwtSecret },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await testbed.stop();
  copyFileSync(join(folder, 'result.json'), join(baselines, `${name}.json`));
  rmSync(folder, { recursive: true });
  console.log(`${name}: exit ${status}\n`);
}
