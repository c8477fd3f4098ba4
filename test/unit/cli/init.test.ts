import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { initialize } from '../../../cli/init/init';
import { ownTypes } from '../../../cli/init/own-types';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loadmark-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('loadmark init', () => {
  it('ignores what it leaves at the root of the project, and no folder of the same name elsewhere', () => {
    initialize(folder);
    expect(read('.gitignore')).toBe('node_modules/\n/results/\n/load/dist/\n/.k6/\n');
  });

  it('knows lines of a .gitignore however they are written', () => {
    writeFileSync(join(folder, '.gitignore'), 'results\n/node_modules\n.k6/');
    initialize(folder);
    expect(read('.gitignore')).toBe('results\n/node_modules\n.k6/\n/load/dist/\n');
  });

  it('writes the workflow where GitHub looks for it: at the root of the repository, for the folder below it', () => {
    mkdirSync(join(folder, '.git'));
    const written = initialize(join(folder, 'packages/web'));
    expect(written.map(({ path }) => path)).toContain('../../.github/workflows/load-packages-web.yml');
    expect(existsSync(join(folder, 'packages/web/.github'))).toBe(false);
    const { name, jobs } = parse(read('.github/workflows/load-packages-web.yml'));
    expect(name).toBe('load packages/web');
    expect(jobs.load.defaults).toEqual({ run: { 'working-directory': 'packages/web' } });
    const steps: { run?: string; with?: { path?: string } }[] = jobs.load.steps;
    expect(steps.find((step) => step.with?.path)?.with?.path).toBe('packages/web/results/*Z-*');
    expect(steps.filter(({ run }) => run?.includes('loadmark run')).map(({ run }) => run)).toEqual([
      expect.stringMatching(/^npx --no loadmark run /),
    ]);
  });

  it.each([
    ['at its root', true],
    ['without one', false],
  ])('writes the workflow into the folder %s', (_where, isRepository) => {
    if (isRepository) mkdirSync(join(folder, '.git'));
    initialize(folder);
    expect(parse(read('.github/workflows/load.yml'))).toMatchObject({ name: 'load', jobs: { load: {} } });
    expect(read('.github/workflows/load.yml')).not.toContain('working-directory');
  });
});

describe("the project's own tsconfig", () => {
  it.each([
    ['{}', ['node_modules', 'load', 'loadmark.config.ts']],
    ['{ "compilerOptions": { "outDir": "dist" } }', ['node_modules', 'dist', 'load', 'loadmark.config.ts']],
    ['{ "include": ["**/*.ts"], "exclude": ["old"] }', ['old', 'load', 'loadmark.config.ts']],
    ['{ "include": ["."], // "exclude" is none\n }', ['node_modules', 'load', 'loadmark.config.ts']],
    ['{\n// "include": ["src"],\n"exclude": ["load"] }', ['load', 'loadmark.config.ts']],
  ])('is told what to leave out where it takes load/ in: %s', (text, exclude) => {
    writeFileSync(join(folder, 'tsconfig.json'), text);
    expect(ownTypes(folder)).toContain(`"exclude": ${JSON.stringify(exclude)}`);
  });

  it.each([
    '{ "include": ["src"] }',
    '{ "include": ["./src/**/*"] }',
    '{ "files": ["index.ts"] }',
    '{ "exclude": ["load/**", "./loadmark.config.ts"] }',
  ])('is left alone where it does not: %s', (text) => {
    writeFileSync(join(folder, 'tsconfig.json'), text);
    expect(ownTypes(folder)).toBeUndefined();
  });

  it('may not be there', () => {
    expect(ownTypes(folder)).toBeUndefined();
  });
});
