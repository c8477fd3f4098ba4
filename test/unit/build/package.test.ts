import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { templates } from '../../../cli/init/templates';
import { testedK6Version } from '../../../cli/paths';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const own = JSON.parse(read('package.json'));

describe('the package', () => {
  it('needs no loader and no types of k6 where it is installed', () => {
    expect(Object.keys(own.dependencies)).toContain('esbuild');
    expect(Object.keys(own.dependencies).filter((name) => /^tsx$|^typescript$|^@types\//.test(name))).toEqual([]);
  });

  it('has one version, with which create-loadmark is published', () => {
    const create = JSON.parse(read('create-loadmark/package.json'));
    expect([create.version, create.dependencies.loadmark]).toEqual([own.version, own.version]);
  });
});

describe('what pipelines of users fetch', () => {
  const written = templates().find(({ path }) => path.endsWith('.yml'))?.text ?? '';

  it.each([
    ['action.yml', read('action.yml')],
    ['ci/loadmark.gitlab-ci.yml', read('ci/loadmark.gitlab-ci.yml')],
    ['the workflow of loadmark init', written],
  ])('is the tested k6: %s', (_what, text) => {
    const versions = text.match(/\bv2\.\d+\.\d+\b/g);
    expect(new Set(versions)).toEqual(new Set([testedK6Version]));
  });

  it('is pinned as in the workflows of this project', () => {
    const pins = (text: string) =>
      new Map([...text.matchAll(/uses: ([\w/-]+)@(.+)$/gm)].map(([, name, pin]) => [name, pin]));
    const here = pins(read('.github/workflows/gate.yml'));
    const theirs = [...pins(read('action.yml')), ...pins(written)];
    expect(theirs.length).toBeGreaterThan(2);
    for (const [name, pin] of theirs) expect(pin).toBe(here.get(name));
  });
});
