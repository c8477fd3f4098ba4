import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { aimed, targetOf } from '../../../cli/project/aim';
import { findProject } from '../../../cli/project/project';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'loadmark-project-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const scenario = 'export const { options } = scenario({});\n';

describe('findProject', () => {
  it('takes the nearest folder upwards that is a package', async () => {
    write({ 'package.json': '{}', 'load/deep/x.txt': '' });
    expect(await findProject(join(folder, 'load/deep'))).toMatchObject({
      folder,
      scenarioFolder: join(folder, 'load'),
      results: join(folder, 'results'),
      bundles: join(folder, 'load/dist'),
      builtK6: join(folder, '.k6/k6'),
      isLoadmark: false,
    });
  });

  it('takes a configuration above a package', async () => {
    write({ 'loadmark.config.mjs': 'export default {};', 'app/package.json': '{}' });
    expect((await findProject(join(folder, 'app'))).folder).toBe(folder);
  });

  it('knows loadmark itself', async () => {
    const found = await findProject(join(root, 'docs'));
    expect(found).toMatchObject({ folder: resolve(root), isLoadmark: true, bundles: join(root, 'dist') });
    expect(found.scenarios.length).toBeGreaterThan(40);
  });

  it('takes files that make a scenario, and no others', async () => {
    write({
      'package.json': '{}',
      'load/b.ts': scenario,
      'load/deep/a.mjs': 'export const { options } = scenario<SocketLoad>({});',
      'load/limits.ts': 'export const limits = [];',
      'load/dist/b.js': scenario,
      'load/node_modules/x/c.ts': scenario,
    });
    expect((await findProject(folder)).scenarios).toEqual([join(folder, 'load/b.ts'), join(folder, 'load/deep/a.mjs')]);
  });
});

describe('a configuration', () => {
  const read = async () => (await findProject(folder)).config;

  it('is TypeScript with imports of its own, and defineConfig', async () => {
    write({
      'loadmark.config.ts': `
        import { existsSync } from 'node:fs';
        import { defineConfig } from 'loadmark/config';
        import { port } from './port';
        const url: string = await Promise.resolve(\`ws://127.0.0.1:\${port}\`);
        export default defineConfig({
          scenarios: 'tests/load',
          results: existsSync(new URL('port.ts', import.meta.url)) ? 'records' : 'nowhere',
          targets: { local: { url, metrics: 'http://127.0.0.1:1234/metrics' } },
        });`,
      'port.ts': 'export const port = 1234;',
      'tests/load/x.ts': scenario,
    });
    expect(await findProject(folder)).toMatchObject({
      scenarios: [join(folder, 'tests/load/x.ts')],
      results: join(folder, 'records'),
      config: { targets: { local: { url: 'ws://127.0.0.1:1234' } } },
    });
  });

  it('may require packages in CommonJS', async () => {
    write({
      'loadmark.config.js': "import name from './old.cjs';\nexport default { results: name };",
      'old.cjs': "module.exports = require('node:path').basename('/a/records');",
    });
    expect(await read()).toEqual({ results: 'records' });
  });

  it.each([
    ['export default { result: "x" };', /loadmark\.config\.mjs: result: /],
    ['export default { targets: { local: "ws://127.0.0.1" } };', /targets\.local: expected an object, but came "ws/],
    [
      'export default { targets: { api: { url: "ws://a" } } };',
      /targets\.api: .*there are local, staging, production\./,
    ],
    [
      'export default { targets: { local: { url: "ws://a", byScenario: { x: { url: "ws://b" } } } } };',
      /targets\.local\.byScenario\.x: there is no scenario of this name; there are agent-/,
    ],
    ['export default { testbed: { command: "x", ready: "soon" } };', /testbed\.ready: /],
    ['export const config = {};', /export default: /],
    ['throw new Error("no secret is set");', /cannot be loaded: no secret is set/],
    ['export default {', /cannot be loaded: .*loadmark\.config\.mjs:1:/s],
    ['export default { scenarios: "nowhere" };', /There is no folder .*nowhere/],
  ])('is refused: %s', async (text, said) => {
    write({ 'loadmark.config.mjs': text });
    await expect(read()).rejects.toThrow(said);
  });
});

describe('aimed', () => {
  const targets = { local: { url: 'ws://l', metrics: 'http://l/m' }, staging: { url: 'wss://s' } };

  it('takes the target of the environment, and its metrics', () => {
    expect(aimed({ A: '1' }, targetOf({ targets }, 'local', 'x'))).toEqual({
      A: '1',
      TARGET_URL: 'ws://l',
      METRICS_URL: 'http://l/m',
    });
    expect(aimed({}, targetOf({ targets }, 'staging', 'x'))).toEqual({ TARGET_URL: 'wss://s' });
    expect(aimed({}, targetOf({ targets }, 'production', 'x'))).toEqual({});
    expect(aimed({}, targetOf({}, 'local', 'x'))).toEqual({});
  });

  it.each([
    'requests',
    'load/requests.ts',
    'load/dist/requests.js',
  ])('takes the target of the scenario %s, with no metrics of another', (script) => {
    const local = { ...targets.local, byScenario: { requests: { url: 'http://r' } } };
    expect(aimed({}, targetOf({ targets: { local } }, 'local', script))).toEqual({ TARGET_URL: 'http://r' });
    expect(aimed({}, targetOf({ targets: { local } }, 'local', 'sockets'))).toMatchObject({ TARGET_URL: 'ws://l' });
    expect(aimed({}, targetOf({ targets: { local } }, 'staging', script))).toEqual({});
  });

  it('leaves a target alone that is given otherwise, and gives it no metrics of another one', () => {
    expect(aimed({ TARGET_URL: 'ws://other' }, targets.local)).toEqual({ TARGET_URL: 'ws://other' });
    expect(aimed({ METRICS_URL: 'http://mine' }, targets.local)).toMatchObject({ METRICS_URL: 'http://mine' });
  });
});
