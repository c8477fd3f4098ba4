import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, scenarioFiles } from '../../../build.mjs';
import { filesBelow, reachable, readImportGraph } from './graph';

const isOfK6 = (path: string): boolean => /^k6(\/|$)/.test(path);

/** Modules of k6 behind which a seam stands: all other files use what these make of them. */
const seams: Readonly<Record<string, readonly string[]>> = {
  'k6/crypto': ['lib/auth/jwt.ts'],
  'k6/encoding': ['lib/auth/jwt.ts'],
  'k6/metrics': ['lib/metrics/recorders.ts'],
  'k6/timers': ['lib/requests/schedule.ts', 'lib/runtime/deadline.ts', 'lib/runtime/pace.ts'],
  'k6/websockets': ['lib/websocket/engine/k6-engine.ts'],
  'k6/ws': ['lib/websocket/flows/token-attempts.ts'],
};

/** Loaded by Node too (the command line, the documentation, unit tests without stubs): no k6 behind them, however far one looks. */
const pure = [
  'lib/auth/admission.ts',
  'lib/environment/redact.ts',
  'lib/environment/without-queries.ts',
  'lib/gate/',
  'lib/report/',
  'lib/environment/run-id.ts',
  'lib/isolation/leak-pair.ts',
  'lib/isolation/ledger.ts',
  'lib/isolation/marker.ts',
  'lib/observe/exposition.ts',
  'lib/observe/target-figures.ts',
  'lib/environment/variables.ts',
  'lib/websocket/engine/engine.ts',
  'lib/websocket/protocols/',
  'lib/websocket/session/outcome.ts',
];

describe('the imports of lib', () => {
  const graph = readImportGraph(['lib', 'cli'], { atRunTime: true });

  it.each(Object.entries(seams))('reach %s from %j only', (module, files) => {
    expect(filesBelow('lib').filter((file) => graph.get(file)?.includes(module))).toEqual(files);
  });

  it.each(pure)('reach no k6 from %s', (place) => {
    const files = filesBelow('lib').filter((file) => file.startsWith(place));
    expect(files).not.toEqual([]);
    const impure = files.filter((file) => [...reachable(graph, file)].some(isOfK6));
    expect(impure).toEqual([]);
  });

  it('never sleep where sockets are: k6 would stop every one of the VU', () => {
    const sleeps = (file: string) => graph.get(file)?.includes('k6') === true;
    const files = filesBelow('lib/websocket').filter((file) => [...reachable(graph, file)].some(sleeps));
    expect(files).toEqual([]);
  });

  it('reach no k6 where the command line makes them', () => {
    const fromCli = [...graph].filter(([file]) => file.startsWith('cli/')).flatMap(([, imports]) => imports);
    const ofLib = fromCli.filter((file) => file.startsWith('lib/'));
    expect(ofLib).toContain('lib/report/text.ts');
    expect(ofLib.filter((file) => [...reachable(graph, file)].some(isOfK6))).toEqual([]);
  });
});

describe('the files that k6 runs', () => {
  it('read the environment in lib/environment/env.ts only', () => {
    const files = filesBelow('lib', 'systems', 'thresholds', 'scenarios', 'examples');
    const readers = files.filter((file) => /\b__ENV\b/.test(withoutComments(readFileSync(join(root, file), 'utf8'))));
    expect(readers).toEqual(['lib/environment/env.ts']);
  });

  it('are scenarios of at most 40 lines, which begin with their question', () => {
    for (const file of scenarioFiles()) {
      const source = readFileSync(file, 'utf8');
      expect(source.trimEnd().split('\n').length, file).toBeLessThanOrEqual(40);
      expect(source, file).toMatch(/^\/\*\* .*\?/);
    }
  });
});

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
