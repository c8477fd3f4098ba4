import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives relative imports the extension that Node, and TypeScript under NodeNext, want: `./a` becomes `./a.js` or `./a/index.js`, and
 * `./a.ts`, which names the file of a thread, `./a.js`.
 * @param text of a module or of declarations.
 * @param folder in which it is, with everything that it imports.
 */
export const withExtensions = (text: string, folder: string): string =>
  text
    .replace(/(?<=\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}(?:\/[^"']*)?)\1/g, (_whole, quote, path) => {
      return `${quote}${fileOf(path, folder)}${quote}`;
    })
    .replace(/(?<=new URL\(["']\.[^"']*)\.ts(?=["'])/g, '.js');

function fileOf(path: string, folder: string): string {
  if (/\.(?:m?js|json)$|\?raw$/.test(path)) return path;
  const found = ['.js', '.d.ts', '/index.js', '/index.d.ts'].find((end) => existsSync(join(folder, path + end)));
  if (found === undefined) throw new Error(`There is no ${path} in ${folder} for an import of it.`);
  return path + found.replace(/\.d\.ts$/, '.js');
}
