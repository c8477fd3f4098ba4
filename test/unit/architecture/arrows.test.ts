import { describe, expect, it } from 'vitest';
import { type Import, refusedImports } from './lint';

/** Which way imports go. A pattern of the linter that matches nothing any more is silent, so each arrow is tried out. */
const arrows: Readonly<Record<string, { readonly may: readonly string[]; readonly mayNot: readonly string[] }>> = {
  'scenarios/tasks/scenario': {
    may: ['../../lib/scenario', '../../lib/load/sockets', '../../thresholds/tasks'],
    mayNot: ['k6/http', './ws-10', '../../cli/main', '../../testbed/server', 'node:fs', 'ws'],
  },
  'thresholds/limits': {
    may: ['../lib/gate/limit', './sockets'],
    mayNot: ['../lib/scenario', '../lib/report/result', '../scenarios/tasks/ws-10', 'k6', 'node:fs'],
  },
  'lib/websocket/file': {
    may: ['./session', '../env', '../load/users', 'k6/websockets', 'k6'],
    mayNot: [
      '../../scenarios/tasks/ws-10',
      '../../thresholds/tasks',
      '../../cli/main',
      '../../testbed/server',
      '../../build.mjs',
      'node:fs',
      'ws',
    ],
  },
  'lib/file': { may: ['./env', './gate/limit'], mayNot: ['../thresholds/tasks', '../cli/paths', '../testbed/server'] },
  'cli/commands/command': {
    may: ['../../lib/gate/verdict', '../../lib/report/json', '../../build.mjs', '../testbed-process', 'node:fs'],
    mayNot: ['../../testbed/server', '../../scenarios/tasks/ws-10', '../../thresholds/tasks', 'k6/http'],
  },
  'testbed/tasks/file': {
    may: ['./session', '../timers', 'node:fs', 'ws'],
    mayNot: ['../../lib/isolation/marker', '../../cli/duration', '../../build.mjs', '../../thresholds/tasks', 'k6'],
  },
};

const imports = Object.entries(arrows).flatMap(([from, { may, mayNot }]) =>
  [...may, ...mayNot].map((what): Import => ({ from, what })),
);

describe('biome.json', async () => {
  const refused = await refusedImports(imports);
  it.each(Object.entries(arrows))('refuses what %s must not import, and nothing else', (from, { mayNot }) => {
    const found = imports.filter((each) => each.from === from && refused.has(each)).map(({ what }) => what);
    expect(found).toEqual(mayNot);
  });
});
