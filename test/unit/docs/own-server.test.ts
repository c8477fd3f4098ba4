import { describe, expect, it } from 'vitest';
import { overrideLimits } from '../../../lib/gate/override';
import { Ledger } from '../../../lib/isolation/ledger';
import { markedTask, readMarker } from '../../../lib/isolation/marker';
import { readExposition } from '../../../lib/observe/exposition';
import { targetFigures } from '../../../lib/observe/target-figures';
import { wsIsolation } from '../../../thresholds/tasks';
import { below, readText } from './read-documents';

const text = readText('docs/own-server.md');

describe('docs/own-server.md', () => {
  it('shows a whole scenario over HTTP in at most 25 lines, each limit of which judges its own endpoint', () => {
    const [, block = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(below(text, '## Broadcasts and HTTP')) ?? [];
    expect(block).toMatch(/^const \w+: Endpoint = [\s\S]*\barrivals\([\s\S]*\bbySchedule\(/m);
    expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(block.match(/^.*\bmetric: .*$/gm)?.filter((limit) => !limit.includes('...of'))).toEqual([]);
    expect(block).toContain('const of = { tags: { name: order.name }');
  });

  it('names metrics of an endpoint that are understood', () => {
    const cells = [...below(text, "## The target's own figures").matchAll(/^\| (?!figure|---).* \| (.*) \|$/gm)];
    const names = cells.flatMap(([, cell = '']) => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(5);
    const passedOver = names.filter((name) =>
      Object.values(targetFigures(readExposition(`${name} 1\n`))).every((value) => value === undefined),
    );
    expect(passedOver).toEqual([]);
  });

  it('shows a task as the library writes it', () => {
    const lines = below(text, '## What it must do').match(/^ {4}.*MARKER_.*$/gm) ?? [];
    const shown = lines.map((line) => line.trim()).join('\n');
    const { message: _, ...owner } = readMarker(shown.slice(shown.indexOf('MARKER_'))) ?? { message: 0 };
    if (!('run' in owner)) throw new Error('The document shows no marker.');
    expect(shown).toBe(markedTask(new Ledger(owner, 2).prefix, 2));
  });

  it('gives an entry for LIMITS that loosens the limit on repeated markers', () => {
    const [, entry = ''] = /`LIMITS='(repeated[^']+)'`/.exec(text) ?? [];
    const loosened = overrideLimits(wsIsolation, entry).filter(({ metric }) => metric === 'repeated_markers');
    expect(loosened.map(({ pass }) => pass)).toEqual([{ op: '<=', value: 100_000 }]);
  });
});
