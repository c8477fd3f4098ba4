import { describe, expect, it } from 'vitest';
import { foldersOf, renderTree } from '../../../tools/docs/tree';

const files = [
  'README.md',
  '.ci/run',
  'scenarios/tasks/one.ts',
  'scenarios/graph/two.ts',
  'testbed/tasks/state.ts',
  'testbed/kernel/http/server.ts',
  'docs/deeper/a.md',
];
const described = {
  'scenarios/<system>': 'questions',
  testbed: 'the reference',
  'testbed/kernel': 'all else',
  'testbed/<system>': 'parts',
  docs: 'words',
};

describe('renderTree', () => {
  it('prints two levels, each folder with its purpose, and a system by no name', () => {
    expect(renderTree(foldersOf(files), described).split('\n')).toEqual([
      '```text',
      'scenarios/<system>/  questions',
      'testbed/             the reference',
      '  kernel/            all else',
      '  <system>/          parts',
      'docs/                words',
      '```',
    ]);
  });

  it.each(['tools/a.ts', 'testbed/other/a.ts', 'lib/new/a.ts'])('fails for a folder without a purpose: %s', (file) => {
    const folder = file.replace('/a.ts', '');
    expect(() => renderTree(foldersOf([...files, file]), described)).toThrow(`${folder}.`);
  });

  it('fails for a purpose without a folder', () => {
    expect(() => renderTree(foldersOf(files), { ...described, bench: 'costs' })).toThrow(/not there: bench\./);
  });
});
