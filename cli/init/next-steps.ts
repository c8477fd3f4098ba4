import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findK6 } from '../k6/find';
import { UsageError } from '../usage-error';
import { ownTypes } from './own-types';

/** What to run next in a folder that `loadmark init` has written into, one line each. */
export async function nextSteps(folder: string, shownFolder: string | undefined): Promise<string[]> {
  const steps = [
    ...(shownFolder === undefined ? [] : [[`cd ${shownFolder}`, '']]),
    ...(existsSync(join(folder, 'node_modules', 'loadmark')) ? [] : [[installs(folder), '']]),
    ...((await hasK6(folder))
      ? []
      : [['npx loadmark k6', 'there is no k6 yet: builds one, or says how to install it']]),
    ['npx loadmark testbed', 'a server to try them on, in a second terminal'],
    ['npx loadmark run sockets', ''],
    ['npx loadmark run requests', ''],
  ];
  const types = ownTypes(folder);
  const width = Math.max(...steps.map(([command = '']) => command.length));
  return [
    'Next:',
    ...steps.map(([command = '', what]) => (what ? `  ${command.padEnd(width)}  ${what}` : `  ${command}`)),
    'Then your own server: its address in loadmark.config.ts, its protocol in load/sockets.ts, its paths in load/requests.ts.',
    ...(types === undefined ? [] : [types]),
  ];
}

const installs = (folder: string): string =>
  readFileSync(join(folder, 'package.json'), 'utf8').includes('"loadmark"') ? 'npm install' : 'npm i -D loadmark';

const hasK6 = (folder: string): Promise<boolean> =>
  findK6(undefined, process.env, join(folder, '.k6', 'k6')).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UsageError) return false;
      throw error;
    },
  );
