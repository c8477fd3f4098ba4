import { describe, expect, it } from 'vitest';
import { readDocstrings } from '../../../tools/docs/docstrings';

const source = `
/** Not one of them. */
const other = {
  ghost: 1,
};

/** All of them. */
export const variables = {
  /** What is tested. */
  TARGET_URL: url('ws', 'wss'),
  // A remark between two keys.
  /**
   * How long it takes,
   * at most.
   * @default 60s; 30s for
   * a request
   */
  TIMEOUT: {
    ...word((text) => /^[\\w}]+$/.test(text), 'a } in a text: no key'),
    secret: true,
  },
  /** As it is. */
  'odd-name': short,
} as const satisfies Record<string, Variable>;
`;

describe('readDocstrings', () => {
  it('reads text and default of each key, in their order', () => {
    expect([...readDocstrings(source, 'variables')]).toEqual([
      ['TARGET_URL', { text: 'What is tested.', default: undefined }],
      ['TIMEOUT', { text: 'How long it takes, at most.', default: '60s; 30s for a request' }],
      ['odd-name', { text: 'As it is.', default: undefined }],
    ]);
  });

  it.each([
    [
      'a key without a docstring',
      'export const it = {\n  /** A. */\n  a: 1,\n  b: 2,\n};\n',
      /^b of it has no docstring/,
    ],
    ['an empty docstring', 'export const it = {\n  /** */\n  a: 1,\n};\n', /^a of it has no docstring/],
    ['a default alone', 'export const it = {\n  /** @default 1 */\n  a: 1,\n};\n', /^a of it has no docstring/],
    ['keys from elsewhere', 'export const it = {\n  ...others,\n};\n', /no key: \.\.\.others/],
    ['a name that is not there', 'const it = {\n};\n', /no `export const it = \{`/],
  ])('fails for %s', (_what, text, said) => {
    expect(() => readDocstrings(text, 'it')).toThrow(said);
  });
});
