import { describe, expect, it } from 'vitest';
import { makeRegions, renderDocuments } from '../../../tools/docs/documents';
import { quoteStatement } from '../../../tools/docs/quote';
import { fillRegions, regionsIn } from '../../../tools/docs/region';
import { toTable } from '../../../tools/docs/table';

describe('the documentation', async () => {
  const rendered = await renderDocuments();

  it.each(
    rendered.map((document) => [document.file, document] as const),
  )('of %s is as the code is', (file, document) => {
    expect(document.current, `${file} is stale: \`npm run docs\` makes it anew`).toBe(document.expected);
  });

  it('uses everything that is made for it', async () => {
    const used = new Set(rendered.flatMap(({ current }) => regionsIn(current)));
    expect([...used].sort()).toEqual(Object.keys(await makeRegions()).sort());
  });
});

describe('fillRegions', () => {
  const marked = (name: string, text: string) => `<!-- made by npm run docs: ${name} -->\n${text}<!-- end -->\n`;

  it('replaces what stands in a region, and nothing else', () => {
    const text = `before\n${marked('one', 'old\n')}between\n${marked('two', '')}after\n`;
    expect(fillRegions(text, { one: () => 'new $1', two: () => '2' })).toBe(
      `before\n${marked('one', '\nnew $1\n\n')}between\n${marked('two', '\n2\n\n')}after\n`,
    );
  });

  it('changes nothing the second time', () => {
    const once = fillRegions(marked('one', ''), { one: () => 'text' });
    expect(fillRegions(once, { one: () => 'text' })).toBe(once);
  });

  it('throws for a region that nobody makes, and names those that there are', () => {
    expect(() => fillRegions(marked('three', ''), { one: () => '' })).toThrow(/"three".*only: one/);
  });

  it.each([
    ['the last one', '<!-- made by npm run docs: one -->\ntext\n'],
    ['one before another', `<!-- made by npm run docs: one -->\n${marked('one', '')}`],
  ])('throws for a region without an end: %s', (_which, text) => {
    expect(() => fillRegions(text, { one: () => 'x' })).toThrow(/needs a line <!-- end -->/);
  });
});

describe('toTable', () => {
  it('keeps a bar that stands in a cell from ending it', () => {
    expect(toTable(['a', 'b'], [['1 | 2', '3']])).toBe('| a | b |\n| --- | --- |\n| 1 \\| 2 | 3 |');
  });
});

describe('quoteStatement', () => {
  it('ends with the line that ends the statement', () => {
    const quoted = quoteStatement('examples/jobs.ts', 'const jobs');
    expect(quoted).toMatch(/^```ts\nconst jobs: TaskProtocol = \{\n[\s\S]*\n\};\n```$/);
    expect(quoted.match(/^\S.*$/gm)).toHaveLength(4);
  });

  it('throws where the file has no such line', () => {
    expect(() => quoteStatement('examples/jobs.ts', 'const none')).toThrow(/no line that begins with "const none"/);
  });
});
