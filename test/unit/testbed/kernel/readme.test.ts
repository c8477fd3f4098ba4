import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderUsage } from '../../../../testbed/kernel/arguments';
import { renderDefectTable, renderRowTable } from '../../../../testbed/kernel/switch/markdown';
import { catalogue, systems } from '../helpers/testbed';

const readme = readFileSync(new URL('../../../../testbed/README.md', import.meta.url), 'utf8');

describe('testbed/README.md', () => {
  it.each([
    ['the usage', renderUsage(systems)],
    ['the table of defects', renderDefectTable(catalogue)],
    ['the table of rows', renderRowTable(catalogue)],
  ])('has %s as it is in the code', (_what, text) => {
    expect(unpad(readme)).toContain(`\n${unpad(text)}\n`);
  });
});

/** A formatter may line up the columns of a table. */
function unpad(markdown: string): string {
  return markdown.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
}
