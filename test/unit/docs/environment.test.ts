import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { buildEnvironment } from '../../../cli/k6/environment';
import { variables } from '../../../lib/environment/variables';
import { cliVariables } from '../../../tools/docs/cli-variables';
import { below, readText } from './read-documents';

const text = readText('docs/environment.md');

/** Variables that the command line reads by name. */
const readByCli = (): string[] => {
  const files = readdirSync(join(root, 'cli'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.flatMap((file) => [
    ...readText(join('cli', file)).matchAll(/\b(?:env|environment|inherited|given)\.([A-Z][A-Z\d_]+)\b/g),
  ]);
  return [...new Set(found.map(([, name = '']) => name))];
};

describe('docs/environment.md', () => {
  it('has every variable that the command line reads, and no other', () => {
    const own = readByCli().filter((name) => !(name in variables));
    expect(own.sort()).toEqual(Object.keys(cliVariables).sort());
  });

  it('names variables of k6 that are refused', () => {
    const [, refused = ''] = below(text, '## Of k6').split('such as');
    const names = [...(refused.split(/\.\s/)[0] ?? '').matchAll(/`(K6_\w+)`/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) expect(() => buildEnvironment({ [name]: '1' }, [], {}), name).toThrow(`${name} would`);
  });

  it('names what is always set', () => {
    for (const name of Object.keys(buildEnvironment({}, [], {}))) expect(text).toContain(`\`${name}`);
  });
});
