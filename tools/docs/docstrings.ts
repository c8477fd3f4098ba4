/** What the docstring of one key says. */
export interface Docstring {
  /** On one line. */
  readonly text: string;
  /** After `@default`. */
  readonly default: string | undefined;
}

/** A docstring and the line of the literal's own depth that follows it, or such a line without one. */
const member = /^ {2}(?:\/\*\*([\s\S]*?)\*\/\s*)?(?! |\/\/)(.*)$/gm;
const key = /^(?:(\w+)|'([^']+)')(?:[:,(]|$)/;
/** A line that ends a value of several lines. */
const closing = /^[)\]}]/;

/**
 * Reads the docstrings of the keys of an object literal, `export const NAME = { ... }`. The source is formatted: each key begins a line
 * that is indented by two spaces.
 * @throws Error for a name that is not there, a key without a docstring, and a line that is no key.
 */
export function readDocstrings(source: string, name: string): ReadonlyMap<string, Docstring> {
  const literal = new RegExp(`^export const ${name}\\b[^\\n]* = \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source)?.[1];
  if (literal === undefined) throw new Error(`The source has no \`export const ${name} = {\`.`);
  const found = new Map<string, Docstring>();
  for (const [, comment, line = ''] of literal.matchAll(member)) {
    if (closing.test(line) && comment === undefined) continue;
    const [, plain, quoted] = key.exec(line) ?? [];
    const called = plain ?? quoted;
    if (called === undefined) throw new Error(`${name} has a line that is no key: ${line}`);
    const docstring = readComment(comment ?? '');
    if (docstring.text === '') throw new Error(`${called} of ${name} has no docstring: write one above it.`);
    found.set(called, docstring);
  }
  return found;
}

function readComment(comment: string): Docstring {
  const words = comment.replace(/^\s*\* ?/gm, '').replace(/\s+/g, ' ');
  const [text = '', byDefault] = words.split(/@default /);
  return { text: text.trim(), default: byDefault?.trim() };
}
