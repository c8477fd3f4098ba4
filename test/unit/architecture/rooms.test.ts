import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { circlesIn, type ImportGraph, readImportGraph } from './graph';

/** The rooms of lib, from the bottom up: a room imports from those before it, and from itself. */
const rooms = [
  'environment',
  'metrics',
  'runtime',
  'gate',
  'isolation',
  'auth',
  'report',
  'observe',
  'load',
  'requests',
  'http',
  'sql',
  'journey',
  'websocket/engine',
  'websocket/session',
  'websocket/dialect',
  'websocket/protocols',
  'websocket/flows',
  'streams',
  'vectors',
  'scenario',
  'index.ts',
] as const;

const rankOf = (file: string): number => rooms.findIndex((room) => file.startsWith(`lib/${room}`));

/** Imports from a room to one above it. */
const upwards = (graph: ImportGraph): string[] =>
  [...graph].flatMap(([file, imports]) =>
    imports
      .filter((imported) => imported.startsWith('lib/') && rankOf(imported) > rankOf(file))
      .map((imported) => `${file} -> ${imported}`),
  );

const lib = readImportGraph(['lib']);

describe('lib', () => {
  it('has no file outside its rooms', () => {
    expect([...lib.keys()].filter((file) => rankOf(file) === -1)).toEqual([]);
    for (const room of rooms)
      expect(
        [...lib.keys()].some((file) => file.startsWith(`lib/${room}`)),
        room,
      ).toBe(true);
  });

  it('is described in docs/design.md by the same order', () => {
    const [, list = ''] =
      /^ {4}(environment, [\s\S]*?)\n\n/m.exec(readFileSync(join(root, 'docs/design.md'), 'utf8')) ?? [];
    expect([...list.split(/,\s+/), 'index.ts']).toEqual(rooms);
  });

  it('imports nothing upwards, types among it', () => {
    expect(upwards(lib)).toEqual([]);
  });

  it('would be found to import upwards', () => {
    expect(upwards(new Map([['lib/gate/judge.ts', ['lib/report/text.ts', 'lib/metrics/catalogue.ts']]]))).toEqual([
      'lib/gate/judge.ts -> lib/report/text.ts',
    ]);
  });
});

describe('import circles', () => {
  it.each(['lib', 'cli', 'testbed', 'tools', 'bench'])('are not in %s, types among it', (folder) => {
    expect(circlesIn(readImportGraph([folder]))).toEqual([]);
  });

  it('are not between folders: each imports from those before it', () => {
    const folders = ['build', 'lib', 'cli', 'tools', 'bench', 'test'];
    const folderOf = (path: string) => folders.indexOf(path.split('/')[0] ?? '');
    const graph = readImportGraph(folders);
    const backwards = [...graph].flatMap(([file, imports]) =>
      imports.filter((imported) => folderOf(imported) > folderOf(file)).map((imported) => `${file} -> ${imported}`),
    );
    expect(backwards).toEqual([]);
    expect(graph.get('cli/run/run-scenario.ts')).toContain('lib/report/text.ts');
  });

  it('would be found', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'x']],
      ['c', ['a']],
    ]);
    expect(circlesIn(graph)).toEqual(['a -> b -> c -> a']);
  });
});
