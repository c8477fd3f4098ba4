import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';

/** A file of the project as a block of TypeScript. */
export const quoteFile = (file: string): string => fenced(readFileSync(join(root, file), 'utf8'));

/**
 * A part of a file as a block of TypeScript.
 * @param from the beginning of its first line; it ends with the next line that is not indented.
 * @throws Error when there is no such line.
 */
export function quoteStatement(file: string, from: string): string {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith(from));
  if (first === -1) throw new Error(`${file} has no line that begins with ${JSON.stringify(from)}.`);
  const length = lines.slice(first + 1).findIndex((line) => /^\S/.test(line)) + 2;
  return fenced(lines.slice(first, first + length).join('\n'));
}

const fenced = (text: string): string => `\`\`\`ts\n${text.trimEnd()}\n\`\`\``;
