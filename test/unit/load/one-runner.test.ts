import { describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../../build.mjs';
import { evaluateScripts } from '../../../cli/catalogue/evaluate';

const fileOf = (name: string) => scenarioFiles().find((file) => file.endsWith(`/${name}.ts`)) ?? '';
const evaluated = (name: string, PARALLELISM: string) => evaluateScripts([fileOf(name)], { PARALLELISM });

describe('PARALLELISM', () => {
  it.each(['broadcast-10', 'broadcast-memory', 'broadcast-recovery'])('above 1 is refused by %s', async (name) => {
    // A load on one VU has said so before: whoever returns is counted by one.
    await expect(evaluated(name, '2')).rejects.toThrow(
      name === 'broadcast-recovery'
        ? /PARALLELISM must be at most 1/
        : /PARALLELISM is 2, but broadcasts .* other clocks/,
    );
    await expect(evaluated(name, '1')).resolves.toBeDefined();
  });

  it('is taken where each user is judged by itself', async () => {
    await expect(evaluated('ws-50', '2')).resolves.toBeDefined();
  });
});
