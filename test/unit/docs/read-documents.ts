import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../build.mjs';
import { documentFiles } from '../../../tools/docs/documents';

/** Text of a file of the project. */
export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every document, with its text, as a row of a table of tests. */
export const documents = (): (readonly [file: string, text: string])[] =>
  documentFiles().map((file) => [file, readText(file)]);

/** The part of a document below a heading, up to the next one of any level. */
export const below = (text: string, heading: string): string =>
  text.split(/^(?=#+ )/m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
