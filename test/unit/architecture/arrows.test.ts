import { describe, expect, it } from 'vitest';
import { type Import, refusedImports } from './lint';

/** Which way imports go. A pattern of the linter that matches nothing any more is silent, so each arrow is tried out. */
const arrows: Readonly<Record<string, { readonly may: readonly string[]; readonly mayNot: readonly string[] }>> = {
  'scenarios/tasks/scenario': {
    may: ['../../lib', '../../systems/tasks', '../../thresholds/tasks'],
    mayNot: ['../../lib/load/sockets', 'k6/http', './ws-10', '../../cli/main', '../../testbed/main', 'node:fs', 'ws'],
  },
  'thresholds/limits': {
    may: ['../lib', './sockets'],
    mayNot: ['../lib/gate/limit', '../systems/tasks', '../scenarios/tasks/ws-10', 'k6', 'node:fs'],
  },
  'systems/system': {
    may: ['../lib', './tasks'],
    mayNot: ['../lib/http/endpoint', '../thresholds/tasks', '../testbed/main', 'k6/http', 'node:fs'],
  },
  'lib/websocket/flows/file': {
    may: ['../session/session', '../../environment/env', '../../load/users', 'k6/websockets', 'k6'],
    mayNot: [
      '../../../scenarios/tasks/ws-10',
      '../../../systems/tasks',
      '../../../thresholds/tasks',
      '../../../cli/main',
      '../../../testbed/main',
      '../../../build.mjs',
      'node:fs',
      'ws',
    ],
  },
  'cli/commands/command': {
    may: ['../../lib/gate/verdict', '../../lib/report/json', '../../build.mjs', '../testbed-process', 'node:fs'],
    mayNot: [
      '../../testbed/main',
      '../../scenarios/tasks/ws-10',
      '../../systems/pam',
      '../../thresholds/tasks',
      'k6/http',
    ],
  },
  'testbed/tasks/file': {
    may: ['./session', '../kernel/timers', 'node:fs', 'ws'],
    mayNot: [
      '../../lib/isolation/marker',
      '../../systems/tasks',
      '../../cli/duration',
      '../../build.mjs',
      '../../thresholds/tasks',
      'k6',
    ],
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
