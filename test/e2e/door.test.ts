import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build.mjs';
import { findFreePort, isFree } from '../../cli/free-port';
import type { Result } from '../../lib/report/result';
import { type InstalledPackage, installPackage } from './installed-package';

let project: InstalledPackage;
let before: string[];
beforeAll(() => {
  project = installPackage();
  before = project.filesOfPackage();
});
afterAll(() => {
  project.dispose();
});

/** Everything that makes TypeScript stricter, and the declarations of packages looked at, too. */
const strictest = {
  target: 'es2022',
  lib: ['es2022'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedSideEffectImports: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
};

/** What the compiler says of all of the project; empty where it is right. */
function compile(module: string, moduleResolution: string): string {
  const compilerOptions = { ...strictest, module, moduleResolution };
  project.write(
    'tsconfig.strictest.json',
    JSON.stringify({ compilerOptions, include: ['load', 'loadmark.config.ts'] }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', 'tsconfig.strictest.json'], { cwd: project.folder, encoding: 'utf8' })
    .stdout;
}

describe('a package that is installed into an empty folder', () => {
  it('has no tests, no baselines, no TypeScript that must be loaded, and no loader', () => {
    expect(before).toContain('compiled/cli/main.js');
    expect(before.filter((file) => /(?:^|\/)(?:test|results|bench|\.github)\/|\.test\./.test(file))).toEqual([]);
    const sources = before.filter((file) => /(?<!\.d)\.ts$/.test(file));
    expect(sources.filter((file) => !/^compiled\/(?:scenarios|templates)\//.test(file))).toEqual([]);
    expect(existsSync(join(project.folder, 'node_modules/tsx'))).toBe(false);
  });

  it('needs no other Node than it says itself, and brings the documents that README links to', () => {
    const modules = join(project.folder, 'node_modules');
    const manifests = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?:^|node_modules\/)(?:@[\w.-]+\/)?[\w.-]+\/package\.json$/.test(file),
    );
    expect(manifests.length).toBeGreaterThan(50);
    const own = JSON.parse(readFileSync(join(modules, 'loadmark/package.json'), 'utf8'));
    const least = semver.minVersion(own.engines.node)?.version ?? '';
    expect(least).toMatch(/^20\./);
    const unfit = manifests.filter((file) => {
      const { engines = {} } = JSON.parse(readFileSync(join(modules, file), 'utf8'));
      return engines.node !== undefined && !semver.satisfies(least, engines.node);
    });
    expect(unfit).toEqual([]);
    const links = readFileSync(join(modules, 'loadmark/README.md'), 'utf8').matchAll(/\]\((docs\/[\w-]+\.md)/g);
    const linked = new Set([...links].map(([, path = '']) => path));
    expect(linked.size).toBeGreaterThan(10);
    expect([...linked].filter((path) => !before.includes(path))).toEqual([]);
  });

  it('writes two scenarios, keeps what is there, and says what to run next', () => {
    project.write('.gitignore', '# mine\nresults');
    const { exitCode, output } = project.run('loadmark', ['init']);
    expect(exitCode).toBe(0);
    expect(output).toContain('npx loadmark run sockets');
    expect(output).not.toContain('npm install');
    expect(readFileSync(join(project.folder, '.gitignore'), 'utf8')).toBe(
      '# mine\nresults\nnode_modules/\n/load/dist/\n/.k6/\n',
    );
    project.write('load/limits.ts', `${readFileSync(join(project.folder, 'load/limits.ts'), 'utf8')}// mine\n`);
    const again = project.run('loadmark', ['init']).output;
    expect(again).toMatch(/^kept +load\/limits\.ts/m);
    expect(again).not.toMatch(/^(?:written|added to) /m);
    expect(readFileSync(join(project.folder, 'load/limits.ts'), 'utf8')).toMatch(/\/\/ mine\n$/);
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('has types that compile, whatever is strict, for module %s and resolution %s', (module, resolution) => {
    // Whatever the version of npm writes there, files with `export` are modules.
    execFileSync('npm', ['pkg', 'set', 'type=module'], { cwd: project.folder });
    project.write(
      'load/everything.ts',
      [
        "import * as all from 'loadmark';",
        "import text from './people.csv?raw';",
        "import * as tasks from 'loadmark/systems/tasks';",
        "import { ws50 } from 'loadmark/thresholds/tasks';",
        'export const shown: readonly unknown[] = [all, tasks, ws50, text.length];',
      ].join('\n'),
    );
    expect(compile(module, resolution)).toBe('');
    project.write(
      'load/everything.ts',
      "import { nothing } from 'loadmark';\nexport const shown: unknown = nothing;\n",
    );
    expect(compile(module, resolution)).toMatch(/^load\/everything\.ts\(1,10\): error TS2305: .*"loadmark"/);
    rmSync(join(project.folder, 'load/everything.ts'));
  });

  it.each(['5.4.5', '5.9.3'])('breaks no compiler of the project that takes load/ in: TypeScript %s', (version) => {
    const compiler = mkdtempSync(join(tmpdir(), 'loadmark-typescript-'));
    const install = ['install', '--prefix', compiler, '--prefer-offline', '--no-audit', `typescript@${version}`];
    execFileSync('npm', install, { stdio: 'pipe' });
    const tsc = (module: string, moduleResolution: string): string => {
      const strict = { target: 'es2022', lib: ['es2022'], strict: true, skipLibCheck: true, types: [], noEmit: true };
      const compilerOptions = { ...strict, module, moduleResolution };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions }));
      const bin = join(compiler, 'node_modules/typescript/bin/tsc');
      return spawnSync(process.execPath, [bin, '-p', '.'], { cwd: project.folder, encoding: 'utf8' }).stdout;
    };
    const ways = [
      ['commonjs', 'node'],
      ['nodenext', 'nodenext'],
      ['node16', 'node16'],
    ] as const;
    try {
      for (const type of ['commonjs', 'module']) {
        execFileSync('npm', ['pkg', 'set', `type=${type}`], { cwd: project.folder });
        for (const [module, resolution] of ways)
          expect([type, module, tsc(module, resolution)]).toEqual([type, module, '']);
      }
      project.write(
        'load/wrong.ts',
        "import { nothing } from 'loadmark';\nimport { none } from 'loadmark/systems/tasks';\nexport const shown: unknown = [nothing, none];\n",
      );
      for (const [module, resolution] of ways)
        expect(tsc(module, resolution).match(/error TS\d+/g)).toEqual(['error TS2305', 'error TS2305']);
    } finally {
      for (const made of ['load/wrong.ts', 'tsconfig.json']) rmSync(join(project.folder, made), { force: true });
      rmSync(compiler, { recursive: true });
    }
  });

  it('compiles what it wrote with the configuration that it wrote', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', 'load'], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  it('lists the scenarios of its project, and those that it brings where they are asked for', () => {
    const names = (...args: string[]) =>
      (JSON.parse(project.run('loadmark', ['list', '--json', ...args]).output) as { readonly name: string }[]).map(
        ({ name }) => name,
      );
    expect(names()).toEqual(['requests', 'sockets']);
    expect(names('sockets')).toEqual(['sockets']);
    expect(names('--built-in')).toContain('ws-50');
  });

  it('finds a k6 on PATH, and says how to get one where there is neither k6 nor Go', () => {
    expect(project.run('loadmark', ['k6']).output).toMatch(/^k6 v2\.\d+\.\d+ at .* \(PATH\)\n$/);
    const { exitCode, output } = project.run('loadmark', ['k6'], { env: { PATH: join(process.execPath, '..') } });
    expect(exitCode).toBe(2);
    expect(output).toMatch(/There is no Go/);
    expect(output).toContain('releases/download/v2.2.0/k6-v2.2.0-');
  });

  it('runs both on its testbed, from any folder of the project: PASS, with the commit of the project', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: project.folder, encoding: 'utf8' }).trim();
    git('init', '--quiet');
    git('add', 'load');
    git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message', 'Load');
    const port = await findFreePort();
    const testbed = spawn('npx', ['--no', 'loadmark', 'testbed', '--port', String(port)], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(testbed, 'exit');
    try {
      await once(testbed.stdout, 'data');
      const target = ['--target', `ws://127.0.0.1:${port}`, '--attempts', '3'];
      const runs = [
        project.run('loadmark', ['run', 'sockets', ...target]),
        project.run('loadmark', ['run', 'requests.ts', ...target], { cwd: 'load' }),
      ];
      for (const { exitCode, output } of runs)
        expect([exitCode, output]).toEqual([0, expect.stringContaining(': PASS ')]);
      expect(readdirSync(join(project.folder, 'load'))).not.toContain('results');
    } finally {
      testbed.kill('SIGTERM');
      await ended;
    }
    // npx is gone; what it started follows.
    await expect.poll(() => isFree(port), { timeout: 5_000 }).toBe(true);
    const records = readdirSync(join(project.folder, 'results')).map(
      (name): Result => JSON.parse(readFileSync(join(project.folder, 'results', name, 'result.json'), 'utf8')),
    );
    expect(new Set(records.map(({ scenario }) => scenario))).toEqual(new Set(['requests', 'sockets']));
    for (const { versions } of records) expect(versions.commit).toBe(git('rev-parse', '--short=12', 'HEAD'));
  });

  it('starts the server that its configuration names, runs against its target, and ends it', async () => {
    const port = await findFreePort();
    const url = `ws://127.0.0.1:${port}`;
    // Of the two targets, nothing listens at the one for all scenarios.
    const config = {
      targets: {
        local: {
          url: 'ws://127.0.0.1:9',
          byScenario: { sockets: { url, metrics: `http://127.0.0.1:${port}/metrics` } },
        },
      },
      testbed: { command: `node_modules/.bin/loadmark testbed --port ${port}` },
      results: 'records',
    };
    project.write('loadmark.config.ts', `export default ${JSON.stringify(config)};\n`);
    const args = ['run', 'sockets', '--users', '5', '--limits', 'target_memory:max<1000', '--attempts', '3'];
    const { exitCode, output } = project.run('loadmark', args);
    expect([exitCode, output]).toEqual([0, expect.stringContaining(`sockets: PASS  ${url}`)]);
    expect(output).toMatch(/^ {2}target +peak memory /m);
    expect(await isFree(port)).toBe(true);
    expect(existsSync(join(project.folder, 'records'))).toBe(true);
  });

  it('bundles into a folder of the project, and empties no folder of others', () => {
    project.write('dist/app.js', '// of the project');
    expect(project.run('loadmark', ['build']).output).toMatch(/^load\/dist\/requests\.js .*\nload\/dist\/sockets\.js /);
    expect(project.run('loadmark', ['build', '--out', 'dist']).exitCode).toBe(0);
    expect(readdirSync(join(project.folder, 'dist')).sort()).toEqual(['app.js', 'requests.js', 'sockets.js']);
  });

  it('judges in a bundle that another bundler made', () => {
    const esbuild = ['--bundle', '--format=esm', '--platform=neutral', '--external:k6', '--external:k6/*'];
    expect(project.run('esbuild', ['load/requests.ts', ...esbuild, '--outfile=plain.js']).exitCode).toBe(0);
    mkdirSync(join(project.folder, 'plain'));
    const env = { K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false', PATH: process.env.PATH ?? '' };
    const variables = ['TARGET_URL=http://127.0.0.1:9', 'RESULTS_DIR=plain', 'LOAD_TEST_DURATION=1s'];
    const args = ['run', '--quiet', ...variables.flatMap((pair) => ['-e', pair]), 'plain.js'];
    const { stdout } = spawnSync(join(root, '.k6/k6'), args, { cwd: project.folder, env, encoding: 'utf8' });
    // Which verdict is no matter: it has one.
    expect(stdout).toMatch(/^requests: (?:FAIL|INVALID) /);
    const result: Result = JSON.parse(readFileSync(join(project.folder, 'plain/result.json'), 'utf8'));
    expect(result.versions).toMatchObject({ loadmark: 'unknown', commit: 'unknown' });
  });

  it('has written nothing into node_modules', () => {
    expect(project.filesOfPackage()).toEqual(before);
  });
});

describe('npm create loadmark', () => {
  it('does what loadmark init does, in a folder that it makes', () => {
    const create = join(project.folder, 'node_modules/create-loadmark');
    mkdirSync(create);
    for (const file of ['bin.mjs', 'package.json'])
      writeFileSync(join(create, file), readFileSync(join(root, 'create-loadmark', file)));
    const { stdout, status } = spawnSync(process.execPath, [join(create, 'bin.mjs'), 'made'], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^written +load\/sockets\.ts/m);
    expect(stdout).toMatch(/^ {2}cd made\n {2}npm install\n/m);
    const { devDependencies } = JSON.parse(readFileSync(join(project.folder, 'made/package.json'), 'utf8'));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(devDependencies).toEqual({ loadmark: `^${version}` });
  });
});
