import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseArguments, renderUsage } from '../../../../testbed/kernel/arguments';
import type { System } from '../../../../testbed/kernel/contract';
import { findSystems, testbedFolder } from '../../../../testbed/kernel/find-systems';
import { createCatalogue } from '../../../../testbed/kernel/switch/catalogue';
import { ask } from '../helpers/http';
import { catalogue, start, systems } from '../helpers/testbed';
import { connect } from '../tasks/client';

const systemFolders = [testbedFolder, new URL('./systems/', import.meta.url)];

const add = async (httpUrl: string) => (await ask(`${httpUrl}/api/counter`, { method: 'POST' })).body.count;

describe('a system in a folder of its own', () => {
  it('is found with its routes, sockets, statistics and metrics', async () => {
    const testbed = await start({ systemFolders, counterStart: 7 });
    expect(testbed.systems).toEqual(['agent', 'broadcast', 'counter', 'graph', 'pam', 'tasks']);
    expect([await add(testbed.httpUrl), await add(testbed.httpUrl)]).toEqual([8, 9]);
    // Not the task system's, whose path matches too.
    const client = await connect(testbed.url, 'counter');
    client.send('?');
    await expect.poll(() => client.frames.map(({ text }) => text)).toEqual(['9']);
    expect(testbed.stats()).toMatchObject({ counter: 9, openBySystem: { counter: 1, tasks: 0 } });
    expect(await (await fetch(testbed.metricsUrl)).text()).toContain('# TYPE testbed_count gauge\ntestbed_count 9\n');
  });

  it('brings its defects, which come after those of the kernel', async () => {
    const { httpUrl, defects } = await start({ systemFolders, defects: ['lose-count=2', 'freeze'] });
    expect(defects.active()).toEqual(['freeze=5000', 'lose-count=2']);
    expect(Object.keys(defects.hooks)).toContain('count');
    expect([await add(httpUrl), await add(httpUrl), await add(httpUrl)]).toEqual([0, 1, 1]);
  });

  it('brings its options', async () => {
    const all = await findSystems(systemFolders);
    expect(parseArguments(['--counter-start', '3'], all).testbed).toEqual({ counterStart: 3 });
    expect(() => parseArguments(['--counter-start', '1001'], all)).toThrow('a whole number from 0 to 1000');
    expect(renderUsage(all)).toContain('Options of counter:\n  --counter-start <N>');
  });

  it('leaves nothing behind when its folder is not read', async () => {
    const { httpUrl, metricsUrl, stats } = await start();
    expect((await ask(`${httpUrl}/api/counter`, { method: 'POST' })).status).toBe(404);
    expect(Object.keys(stats())).not.toContain('counter');
    expect(await (await fetch(metricsUrl)).text()).not.toContain('testbed_count');
    expect(catalogue.map(({ name }) => name)).not.toContain('lose-count');
    expect(() => parseArguments(['--counter-start', '3'], systems)).toThrow("Unknown option '--counter-start'");
  });
});

describe('findSystems', () => {
  function folderWith(name: string, code: string): URL {
    const folder = mkdtempSync(join(tmpdir(), 'testbed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'system.ts'), code);
    return pathToFileURL(`${folder}/`);
  }

  it('reads every folder of testbed/ that has a system.ts', () => {
    const names = ['agent', 'broadcast', 'documents', 'graph', 'pam', 'tasks', 'vectors'];
    expect(systems.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    'export {};',
    "export const system = { name: 'other' };",
  ])('refuses a folder whose file says %s', async (code) => {
    await expect(findSystems([folderWith('mine', code)])).rejects.toThrow('with the name of its folder, "mine"');
  });

  it('refuses two systems of one name', async () => {
    const folder = folderWith('tasks', "export const system = { name: 'tasks', start: () => ({}) };");
    await expect(findSystems([testbedFolder, folder])).rejects.toThrow('two systems called "tasks"');
  });
});

describe('createCatalogue', () => {
  it('refuses two defects of one name', () => {
    const twin: System = { name: 'x', defects: catalogue.slice(0, 1), start: () => ({}) };
    expect(() => createCatalogue([twin])).toThrow('two defects called "refuse"');
  });
});

describe('a folder of testbed/', () => {
  const root = fileURLToPath(testbedFolder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.ts$/.test(file));

  function importsOf(file: string): string[] {
    const code = readFileSync(join(root, file), 'utf8');
    return [...code.matchAll(/from '(\..*)'/g)].map(([, what = '']) => join(file, '..', what));
  }

  it('imports only the kernel and itself', () => {
    const own = (file: string, what: string) => ['kernel', file.split('/')[0]].includes(what.split('/')[0]);
    const foreign = files.flatMap((file) => importsOf(file).flatMap((what) => (own(file, what) ? [] : [[file, what]])));
    expect(files.length).toBeGreaterThan(50);
    expect(foreign).toEqual([]);
  });
});
