import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScenarios, root, scenarioFiles } from '../../build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'loadmark-bundle-'));
const names = scenarioFiles().map((file) => basename(file, '.ts'));
const k6 = join(root, '.k6/k6');

/** What k6 needs to start at all, and nothing that a scenario reads: k6 archive and k6 Cloud see no environment either. */
const emptyEnvironment = { HOME: folder, K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' };
const runK6 = (...args: string[]) =>
  execFileSync(k6, args, { cwd: folder, env: emptyEnvironment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let metafile: Metafile;
it('every scenario is bundled', () => {
  expect(names).toContain('ws-50');
});

beforeAll(async () => {
  metafile = await buildScenarios({ outdir: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outputOf = (name: string) => {
  const found = Object.entries(metafile.outputs).find(([file]) => basename(file) === `${name}.js`);
  if (!found) throw new Error(`esbuild made no ${name}.js`);
  return found[1];
};

describe.each(names)('%s.js', (name) => {
  const file = join(folder, `${name}.js`);

  it('imports k6 modules only, so that it runs wherever k6 does', () => {
    const imported = outputOf(name).imports.map(({ path }) => path);
    expect(imported).toContain('k6/execution');
    expect(imported.filter((path) => !/^k6(\/|$)/.test(path))).toEqual([]);
  });

  it('exports what k6 calls and what `loadmark list` reads', () => {
    // teardown where something is made in the target, which setup() insists on.
    expect([...outputOf(name).exports].filter((exported) => exported !== 'teardown').sort()).toEqual([
      'about',
      'handleSummary',
      'observe',
      'options',
      'run',
      'setup',
    ]);
  });

  // A guard against accidents, such as a library that comes along. What a bundle costs is measured by `npm run bench`.
  const mostBytes = 100_000;

  it(`is smaller than ${mostBytes / 1000} kB without its source map`, () => {
    const script = readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=.*\n?/, '');
    expect(Buffer.byteLength(script)).toBeLessThan(mostBytes);
  });

  it('is inspected by k6 with an empty environment', () => {
    const { scenarios, thresholds } = JSON.parse(runK6('inspect', file));
    const called = Object.values<{ exec: string }>(scenarios).map(({ exec }) => exec);
    expect(new Set(called)).toEqual(new Set(['run']));
    expect(Object.keys(thresholds)).toContain('script_errors');
  });

  it('is archived by k6 with an empty environment', () => {
    expect(() => runK6('archive', '-O', join(folder, `${name}.tar`), file)).not.toThrow();
  });

  it('shows TypeScript lines in an error', () => {
    const fails = () => runK6('inspect', '-e', 'LOAD_TEST_USERS=many', file);
    expect(fails).toThrow(/lib\/environment\/env\.ts:\d+/);
  });
});
