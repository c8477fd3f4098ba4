import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../build.mjs';
import { oneAtATime } from './one-at-a-time';

const venv = join(root, '.k6/python');
const python = join(venv, 'bin/python');
const pythonFolder = join(root, 'test/python');

/**
 * A Python that has test/python/requirements.txt, made once and kept between runs.
 * @returns its path, or in words why there is none, so that a test can be skipped and say so.
 */
export function pythonWithPackages(): { readonly python: string } | { readonly missing: string } {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  try {
    mkdirSync(dirname(venv), { recursive: true });
    // Two that make the same folder, or install into it, break each other's.
    oneAtATime(`${venv}.lock`, () => {
      if (!existsSync(python)) run('python3', '-m', 'venv', venv);
      const list = join(pythonFolder, 'requirements.txt');
      run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', list);
    });
    return { python };
  } catch (error) {
    return { missing: `needs Python 3 with venv and pip: ${(error as Error).message.split('\n')[0]}` };
  }
}
