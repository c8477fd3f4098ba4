import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build.mjs';

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
    if (!existsSync(python)) run('python3', '-m', 'venv', venv);
    run(
      python,
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      join(pythonFolder, 'requirements.txt'),
    );
    return { python };
  } catch (error) {
    return { missing: `needs Python 3 with venv and pip: ${(error as Error).message.split('\n')[0]}` };
  }
}
