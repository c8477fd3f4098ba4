import { expect, it } from 'vitest';
import { blocksIn, codeIn, inlineCodeIn } from './markdown';

const text = '# `a`\n\n- an item\n\n  ```sh\n  npm ci\n  ```\n\n      npx x\n\n| b |\n|---|\n| `c` |\n';

it('finds blocks, also in a list, and the code of sentences, headings and tables', () => {
  expect(blocksIn(text)).toEqual([
    { language: 'sh', text: 'npm ci\n' },
    { language: '', text: 'npx x\n' },
  ]);
  expect(inlineCodeIn(text)).toEqual(['a', 'c']);
  expect(codeIn(text)).toEqual(['npm ci\n', 'npx x\n', 'a', 'c']);
});
