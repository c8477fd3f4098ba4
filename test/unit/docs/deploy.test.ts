import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, scenarioFiles } from '../../../build.mjs';
import { variables } from '../../../lib/environment/variables';
import { codeIn } from './markdown';
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
    expect(Object.keys(settings)).toContain('TARGET_URL');
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

  /** What each job says of itself: how many of its pods have succeeded. */
  type Jobs = readonly (1 | undefined)[];
  const runners = Number(field('parallelism')[0]);
  const jobs = (count: number, succeeded: 1 | undefined): Jobs => Array.from({ length: count }, () => succeeded);

  /** Exit code of the README's gate where kubectl finds these jobs, or nothing that it could ask. */
  function gate(found: Jobs | 'no cluster'): number | null {
    const code = codeIn(readText('deploy/k6-operator/README.md')).join('\n');
    const [command = ''] = /^test .*$/m.exec(code) ?? [];
    const template = /--output=jsonpath='\{range \.items\[\*\]\}(.*)\{end\}'/.exec(command)?.[1] ?? '';
    expect(template).toContain('{.status.succeeded}');
    const printed = (found === 'no cluster' ? [] : found).map((succeeded) =>
      template.replace('{.status.succeeded}', String(succeeded ?? '')),
    );
    const script = `#!/bin/sh\nprintf %s '${printed.join('')}'\nexit ${found === 'no cluster' ? 1 : 0}\n`;
    writeFileSync(join(outdir, 'kubectl'), script, { mode: 0o755 });
    const PATH = `${outdir}${delimiter}${process.env.PATH}`;
    return spawnSync('sh', ['-c', command], { env: { ...process.env, PATH } }).status;
  }

  it('has a gate that opens when as many jobs as there are runners have succeeded', () => {
    expect(gate(jobs(runners, 1))).toBe(0);
  });

  it.each<readonly [string, Jobs | 'no cluster']>([
    ['a runner has failed', [...jobs(runners - 1, 1), undefined]],
    ['no runner has ended', jobs(runners, undefined)],
    ['a job is missing', jobs(runners - 1, 1)],
    ['there is a job too many', jobs(runners + 1, 1)],
    ['there is a job too many, which failed', [...jobs(runners, 1), undefined]],
    ['no job matches', []],
    ['nobody answers', 'no cluster'],
  ])('has a gate that stays shut where %s', (_case, found) => {
    expect(gate(found)).toBe(1);
  });

  it('has bundles that fit into a ConfigMap', () => {
    const bundles = readdirSync(outdir).filter((file) => file.endsWith('.js'));
    expect(bundles).toHaveLength(scenarioFiles().length);
    expect(bundles.filter((file) => statSync(join(outdir, file)).size >= configMapBytes)).toEqual([]);
  });
});
