import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../build.mjs';
import { documentFiles } from '../../../tools/docs/documents';

/** Text of a file of the project. */
export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Every document, with its text, as a row of a table of tests. */
export const documents = (): (readonly [file: string, text: string])[] =>
  documentFiles().map((file) => [file, readText(file)]);
