import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build.mjs';
import { documents, readText } from './read-documents';

/** Links of a document to other places of the project: the file, and the heading in it. */
const linksIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to).filter((to) => !/^[a-z]+:/.test(to));

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

/** The anchors that GitHub makes of headings. */
const anchorsIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the links', () => {
  it.each(documents())('of %s lead somewhere', (file, text) => {
    const broken = linksIn(text).filter((to) => {
      const [path = '', anchor] = to.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsIn(readText(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('of the README lead to every document', () => {
    const linked = linksIn(readText('README.md')).map((to) => to.split('#')[0]);
    const files = documents().map(([file]) => file);
    expect(files.filter((file) => file !== 'README.md' && !linked.includes(file))).toEqual([]);
  });
});
