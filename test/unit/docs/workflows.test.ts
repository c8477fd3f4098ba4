import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { root, scenarioFiles } from '../../../build.mjs';
import { makeResultsFolder } from '../../../cli/result/folder';
import { readText } from './read-documents';

const folder = '.github/workflows';
const files = readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const scenarios = scenarioFiles().map((file) => basename(file, '.ts'));

/** Every job of every workflow, as it is written. */
const jobs = files.flatMap(
  (file) =>
    readText(file)
      .split(/^jobs:$/m)[1]
      ?.split(/^(?= {2}[\w-]+:$)/m) ?? [],
);
const productionJobs = jobs.filter((job) => /--env production|secrets\.PRODUCTION_/.test(job));

/** Every action of every workflow: its name, and what it is pinned by. */
const actions = files.flatMap((file) => [...readText(file).matchAll(/uses: ([\w/-]+)@(.+)$/gm)]);

describe('the workflows', () => {
  it('pin every action by a commit, and the same action by the same one', () => {
    expect(actions.length).toBeGreaterThan(0);
    const pins = new Map(actions.map(([, action, pin]) => [action, pin]));
    for (const [, action, pin] of actions) expect(`${action}@${pin}`).toBe(`${action}@${pins.get(action)}`);
    for (const pin of pins.values()) expect(pin).toMatch(/^[0-9a-f]{40} # v\d/);
  });

  it.each(files)('%s may read the repository and nothing else', (file) => {
    expect(readText(file)).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(readText(file)).toContain('persist-credentials: false');
    expect(readText(file)).toMatch(/timeout-minutes: \d+/);
  });

  it('run scenarios that there are', () => {
    const named = files.flatMap((file) => [...readText(file).matchAll(/node cli\/bin\.mjs run ([\w-]+)/g)]);
    expect(named.length).toBeGreaterThan(0);
    for (const [, name] of named) expect(scenarios).toContain(name);
  });

  it('have the secrets of production in the environment that reviewers guard, and nowhere else', () => {
    expect(productionJobs).toHaveLength(1);
    for (const job of productionJobs) expect(job).toMatch(/^ {4}environment: production$/m);
    // A secret that stands above the jobs is given to all of them.
    expect(files).toContain(`${folder}/load.yml`);
    for (const file of files) expect(readText(file).split(/^jobs:$/m)[0]).not.toContain('secrets.');
  });

  it('keep the records of their runs, and not the baselines next to them', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'loadmark-workflows-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    vi.spyOn(process, 'cwd').mockReturnValue(cwd);
    onTestFinished(() => void vi.restoreAllMocks());
    const run = makeResultsFolder(undefined, 'ws-50').slice(cwd.length + 1);
    expect(files).toContain(`${folder}/gate.yml`);
    for (const file of files) {
      const uploads = readText(file).split('uses: actions/upload-artifact').slice(1);
      expect(uploads.length).toBeGreaterThan(0);
      for (const upload of uploads) {
        const path = /^ +path: (\S+)$/m.exec(upload)?.[1] ?? '';
        const pattern = new RegExp(`^${path.replaceAll('*', '[^/]*')}$`);
        expect([run, 'results/baselines'].map((name) => pattern.test(name))).toEqual([true, false]);
        // A run always leaves a record. The tests may leave none.
        expect(upload).toContain(`if-no-files-found: ${file.endsWith('/test.yml') ? 'ignore' : 'error'}\n`);
      }
    }
  });

  it('wait for nothing without an end', () => {
    const waits = files.flatMap((file) => readText(file).match(/^.*\b(?:until|while) .*$/gm) ?? []);
    expect(waits.length).toBeGreaterThan(0);
    for (const wait of waits) expect(wait).toMatch(/^ *timeout \d+ bash -c '/);
  });

  it('load production only where it was chosen', () => {
    expect(productionJobs).toHaveLength(1);
    for (const job of productionJobs) expect(job).toMatch(/^ {4}if: inputs\.system == 'production'$/m);
    const otherJobs = jobs.filter((text) => text.includes('inputs.system') && !productionJobs.includes(text));
    expect(otherJobs).not.toEqual([]);
    for (const job of otherJobs) expect(job).toMatch(/^ {4}if: inputs\.system != 'production'$/m);
    expect(readText(`${folder}/load.yml`)).toMatch(/options: \[.*production.*\]\n +default: staging/);
  });
});
