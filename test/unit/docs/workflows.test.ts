import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, scenarioFiles } from '../../../build.mjs';
import { readText } from './read-documents';

const folder = '.github/workflows';
const files = readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const scenarios = scenarioFiles().map((file) => basename(file, '.ts'));

/** Every action of every workflow: its name, and what it is pinned by. */
const actions = files.flatMap((file) => [...readText(file).matchAll(/uses: ([\w/-]+)@(.+)$/gm)]);

describe('the workflows', () => {
  it('pin every action by a commit, and the same action by the same one', () => {
    expect(actions.length).toBeGreaterThan(0);
    const pins = new Map(actions.map(([, action, pin]) => [action, pin]));
    for (const [, action, pin] of actions) expect(`${action}@${pin}`).toBe(`${action}@${pins.get(action)}`);
    for (const pin of pins.values()) expect(pin).toMatch(/^[0-9a-f]{40} # v\d/);
  });

  it.each(files)('%s may read the repository and nothing else', (file) => {
    expect(readText(file)).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(readText(file)).toContain('persist-credentials: false');
    expect(readText(file)).toMatch(/timeout-minutes: \d+/);
  });

  it('run scenarios that there are', () => {
    const named = files.flatMap((file) => [...readText(file).matchAll(/loadmark run ([\w-]+)/g)]);
    expect(named.length).toBeGreaterThan(0);
    for (const [, name] of named) expect(scenarios).toContain(name);
  });

  it('load production only where somebody has chosen it', () => {
    for (const file of files) {
      const steps = readText(file).split(/^ {6}- /m);
      for (const step of steps.filter((text) => text.includes('--env production')))
        expect(step).toContain("if: steps.choose.outputs.system == 'production'");
    }
    expect(readText(`${folder}/load.yml`)).toMatch(/options: \[.*production.*\]\n +default: staging/);
  });
});
