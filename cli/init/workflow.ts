import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A folder's way down from the root of its git repository, with slashes; empty at the root, and where there is no repository. */
export function wayFromRepository(folder: string): string {
  for (let above = resolve(folder); ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return relative(above, resolve(folder)).split(sep).join('/');
    if (dirname(above) === above) return '';
  }
}

/** Where GitHub looks for workflows, which is the root of the repository only. Relative to the folder that the workflow is for. */
export const workflowPath = (way: string): string =>
  `${way.replace(/[^/]+/g, '..')}${way && '/'}.github/workflows/${['load', ...way.split('/').filter(Boolean)].join('-')}.yml`;

/**
 * The workflow for a folder below the root of its repository.
 * @param text of the workflow for the root.
 */
export function workflowBelow(way: string, text: string): string {
  if (way === '') return text;
  const folder = JSON.stringify(way);
  return (
    text
      .replace(/^name: load$/m, `name: ${JSON.stringify(`load ${way}`)}`)
      .replace(/^( {4})runs-on: .*$/m, `$&\n$1defaults:\n$1  run:\n$1    working-directory: ${folder}`)
      .replace(/(?<=^ +path: )(results\/.*)$/m, (path) => JSON.stringify(`${way}/${path}`))
      // In a workspace, programs are at its root.
      .replace('node_modules/.bin/loadmark', 'npx --no loadmark')
  );
}
