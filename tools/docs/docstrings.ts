/** What the docstring of one key says. */
export interface Docstring {
  readonly text: string;
  /** After `@default`. */
  readonly default: string | undefined;
}

/**
 * The docstrings of an object literal, `export const NAME = { ... } as const`, by its keys.
 * @throws Error for a name that is not there, and for a key without a docstring.
 */
export function readDocstrings(source: string, name: string): ReadonlyMap<string, Docstring> {
  const literal = new RegExp(`^export const ${name} = \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1];
  if (literal === undefined) throw new Error(`The source has no \`export const ${name} = {\`.`);
  const found = new Map<string, Docstring>();
  for (const [, comment = '', key = ''] of literal.matchAll(/^ {2}(?:\/\*\*([\s\S]*?)\*\/\s*)?(\w+):/gm)) {
    const [text = '', byDefault] = comment
      .replace(/^\s*\* ?/gm, '')
      .trim()
      .split(/\s*@default /);
    if (text === '') throw new Error(`${key} of ${name} has no docstring: write one above it.`);
    found.set(key, { text: text.replace(/\s+/g, ' '), default: byDefault?.replace(/\s+/g, ' ') });
  }
  return found;
}
