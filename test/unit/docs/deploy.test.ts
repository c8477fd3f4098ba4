import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, scenarioFiles } from '../../../build.mjs';
import { variables } from '../../../lib/variables';
import { readText } from './read-documents';

/** All that one ConfigMap may hold, in bytes. */
const configMapBytes = 1_048_576;

const outdir = mkdtempSync(join(tmpdir(), 'loadmark-deploy-'));
beforeAll(() => buildScenarios({ outdir }));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe('deploy/k6-operator', () => {
  const testRun = readText('deploy/k6-operator/ws-50.yaml');
  const field = (name: string) =>
    [...testRun.matchAll(new RegExp(`^ +${name}: (.+)$`, 'gm'))].map(([, value]) => value);
  const settings = Object.fromEntries(
    [...testRun.matchAll(/-e ([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );

  it('has a script that is built', () => {
    const [file = ''] = field('file');
    expect(scenarioFiles().map((path) => `${basename(path, '.ts')}.js`)).toContain(file);
  });

  it('has the ConfigMap that its README makes of that script', () => {
    const made = /kubectl create configmap (\S+) --from-file=dist\/(\S+)/.exec(
      readText('deploy/k6-operator/README.md'),
    );
    expect(made?.slice(1)).toEqual([field('name').find((name) => name?.startsWith('loadmark')), field('file')[0]]);
  });

  it('has settings that a scenario takes', () => {
    for (const [name, value] of Object.entries(settings)) {
      const variable = variables[name as keyof typeof variables];
      expect(variable?.read(value), `${name}=${value}`).toBeDefined();
    }
  });

  it('tells the scenario of its runners', () => {
    expect(settings.PARALLELISM).toBe(field('parallelism')[0]);
  });

  it('runs the k6 that everything is tested with', () => {
    const version = readText('tools/k6-version').trim().replace(/^v/, '');
    expect(new Set(field('image'))).toEqual(new Set([`grafana/k6:${version}`]));
  });

  it('has bundles that fit into a ConfigMap', () => {
    const bundles = readdirSync(outdir).filter((file) => file.endsWith('.js'));
    expect(bundles).toHaveLength(scenarioFiles().length);
    expect(bundles.filter((file) => statSync(join(outdir, file)).size >= configMapBytes)).toEqual([]);
  });
});
