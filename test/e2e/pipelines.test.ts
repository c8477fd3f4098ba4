import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../build.mjs';
import { makeProject, makeRelease } from './pipeline-runner';
import { pythonWithPackages } from './python';

// Its declaration is of another module format than its code.
const { validateAction, validateWorkflow }: typeof import('@action-validator/core') = createRequire(import.meta.url)(
  '@action-validator/core',
);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflows = [
  'templates/workflow/load.yml',
  ...readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`),
];

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
interface GitlabJob {
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly junit: string } };
}

const action: Action = parse(read('action.yml'));
const gitlab: GitlabJob = parse(read('ci/loadmark.gitlab-ci.yml'))['.loadmark'];
const stepsOf = (path: string): Step[] =>
  Object.values((parse(read(path)) as Workflow).jobs).flatMap(({ steps }) => steps);

/** Every block of shell, by where it is. */
const blocks = [
  ...action.runs.steps.map(({ run }, index) => [`action.yml ${index}`, run] as const),
  ...workflows.flatMap((path) => stepsOf(path).map(({ run }, index) => [`${path} ${index}`, run] as const)),
  ['ci/loadmark.gitlab-ci.yml', [...gitlab.before_script, ...gitlab.script].join('\n')] as const,
].flatMap(([where, run]) => (run === undefined ? [] : [[where, run] as const]));

describe('the action and the workflows', () => {
  it('are what GitHub takes', () => {
    expect(validateAction(read('action.yml')).errors).toEqual([]);
    expect(workflows.map((path) => [path, validateWorkflow(read(path)).errors])).toEqual(
      workflows.map((path) => [path, []]),
    );
    expect(validateAction(read('action.yml').replace('using: composite', 'using: nothing')).errors).not.toEqual([]);
  });

  it('put nothing that comes from outside into a script, but into its variables', () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(blocks.filter(([, run]) => run.includes('${{'))).toEqual([]);
  });

  const found = pythonWithPackages();
  it.skipIf('missing' in found)('pass shellcheck', () => {
    if ('missing' in found) return;
    // Runners end a script at its first error.
    const check = (script: string) =>
      spawnSync(join(dirname(found.python), 'shellcheck'), ['--shell=bash', '-'], {
        input: `set -e\n${script}`,
        encoding: 'utf8',
      }).stdout;
    expect(blocks.map(([where, run]) => [where, check(run)])).toEqual(blocks.map(([where]) => [where, '']));
    expect(check('echo $HOME')).toContain('SC2086');
  });
});

describe('the commands of the pipelines, as they stand', () => {
  let folder = '';
  let port = 0;
  /** What the scenario of `loadmark init` asks. */
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end(JSON.stringify({ results: [], nodes: [], ...JSON.parse(body || '{}') }));
  });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loadmark-pipelines-'));
    makeProject(folder);
    makeRelease(folder);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The environment of a runner; `curl` gives a release that is made here. */
  const runner = (): Record<string, string> => ({
    PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_PATH: join(folder, 'path'),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_ACTIONS: 'true',
  });

  /** Runs a script as a runner does. It must not block: the server is in this process. */
  async function shell(script: string, env: Readonly<Record<string, string>>) {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: folder, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { exitCode, output };
  }

  /** What GitHub puts in the place of an expression. */
  function filled(text: string, inputs: Readonly<Record<string, string>>): string {
    return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_whole, name: string) => {
      if (name.startsWith('inputs.')) {
        const input = name.slice('inputs.'.length);
        const value = inputs[input] ?? action.inputs[input]?.default;
        if (value === undefined) throw new Error(`action.yml has no input ${input}, or no default for it.`);
        return value;
      }
      return name === 'runner.temp' ? folder : name.replaceAll('.', '-');
    });
  }

  const step = (name: string): Step => action.runs.steps.find((each) => each.name === name) ?? {};
  const runStep = (name: string, inputs: Readonly<Record<string, string>>, more = {}) => {
    const { run = '', env = {} } = step(name);
    const given = Object.entries(env).map(([key, value]) => [key, filled(value, inputs)]);
    return shell(run, { ...runner(), ...Object.fromEntries(given), ...more });
  };

  it('of the action fetch a k6 that fits its checksum, and no other', async () => {
    expect(await runStep('k6', {})).toMatchObject({ exitCode: 0, output: expect.stringContaining(': OK') });
    expect(readFileSync(join(folder, 'path'), 'utf8')).toBe(`${folder}/k6\n`);
    expect(execFileSync(join(folder, 'k6/k6'), ['version'], { encoding: 'utf8' })).toMatch(/^k6 v2\./);
    expect((await runStep('k6', { 'k6-version': 'v2.0.0-broken' })).exitCode).not.toBe(0);
  });

  it('of the action run a scenario: a step summary, an error for each limit that failed, and a record', async () => {
    const path = { PATH: [join(folder, 'k6'), runner().PATH].join(delimiter) };
    const inputs = { scenario: 'requests', target: `http://127.0.0.1:${port}` };
    const passed = await runStep('run', inputs, path);
    expect([passed.exitCode, passed.output]).toEqual([0, expect.stringContaining('requests: PASS')]);
    expect(passed.output).not.toContain('::error');
    const failed = await runStep('run', { ...inputs, limits: 'R02<0.001' }, path);
    expect(failed.exitCode).toBe(99);
    expect(failed.output).toMatch(/^::error title=requests R02::response time p95: /m);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(/## requests: PASS[\s\S]*## requests: FAIL/);
    const [record = ''] = readFileSync(join(folder, 'output'), 'utf8').match(/(?<=results=).*/) ?? [];
    expect(readdirSync(record).sort()).toEqual(['junit.xml', 'k6.log', 'result.json', 'summary.md']);
  });

  it('of the action comment on a pull request only where there is a record', async () => {
    const record = join(folder, 'record');
    mkdirSync(record);
    expect((await runStep('comment', {}, { RECORD: record })).output).toContain('no comment');
    writeFileSync(join(record, 'summary.md'), '## requests: PASS\n');
    const { output } = await runStep('comment', {}, { RECORD: record, PULL_REQUEST: 'https://example.org/1' });
    expect(output).toBe(`gh pr comment https://example.org/1 --body-file ${record}/summary.md\n`);
  });

  it('of GitLab install, fetch k6 and run; the reports are where the job says', async () => {
    const script = [...gitlab.before_script, ...gitlab.script].join('\n');
    const variables = { ...gitlab.variables, SCENARIO: 'requests', TARGET_URL: `http://127.0.0.1:${port}` };
    const { exitCode, output } = await shell(script, { ...runner(), ...variables });
    expect([exitCode, output]).toEqual([0, expect.stringContaining('requests: PASS')]);
    expect(existsSync(join(folder, gitlab.artifacts.reports.junit))).toBe(true);
  });

  it('of the workflow of `loadmark init` fetch k6 and run', async () => {
    rmSync(join(folder, 'k6'), { recursive: true });
    const steps = stepsOf('templates/workflow/load.yml').filter(({ run }) => run !== undefined && run !== 'npm ci');
    expect(steps).toHaveLength(2);
    const env = {
      RELEASE_OF_K6: 'v2.2.0',
      SCENARIO: 'requests',
      SYSTEM: 'local',
      TARGET_URL: `http://127.0.0.1:${port}`,
    };
    const path = { PATH: [join(folder, 'k6'), runner().PATH].join(delimiter) };
    for (const { run = '' } of steps)
      expect(await shell(run, { ...runner(), ...env, ...path })).toMatchObject({ exitCode: 0 });
  });
});
