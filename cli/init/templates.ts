import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';
import { workflowBelow, workflowPath } from './workflow';

/** A file that `loadmark init` writes. */
export interface Template {
  /** In the project. */
  readonly path: string;
  readonly purpose: string;
  readonly text: string;
}

const read = (name: string): string => readFileSync(join(root, 'templates', name), 'utf8');
const as = (path: string, purpose: string, name = path): Template => ({ path, purpose, text: read(name) });

/** Everything that a project gets, in the order in which it is read. @param way from the root of its repository, as `wayFromRepository` gives it. */
export const templates = (way = ''): readonly Template[] => [
  as('loadmark.config.ts', 'where your server listens'),
  as('load/sockets.ts', 'a scenario for WebSockets'),
  as('load/requests.ts', 'a scenario for HTTP'),
  as('load/limits.ts', 'what both promise'),
  as('load/tsconfig.json', 'types for both'),
  {
    path: workflowPath(way),
    purpose: 'both in GitHub Actions',
    text: workflowBelow(way, read('workflow/load.yml')),
  },
];

/** What is made on this machine and belongs in no repository. A project may have folders of these names elsewhere, such as src/results. */
export const ignored = ['node_modules/', '/results/', '/load/dist/', '/.k6/'] as const;

/** For a folder that is no package yet. @param version of this loadmark. */
export const packageOf = (version: string): string =>
  `${JSON.stringify({ private: true, type: 'module', devDependencies: { loadmark: `^${version}` } }, null, 2)}\n`;
