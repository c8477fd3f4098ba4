import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildInfo, root } from '../../build.mjs';
import { UsageError } from '../usage-error';
import { ignored, packageOf, templates } from './templates';
import { wayFromRepository } from './workflow';

/** What became of one file. */
export interface Written {
  readonly path: string;
  readonly state: 'written' | 'added to' | 'kept';
  readonly purpose: string;
}

/**
 * Writes two scenarios and what they need into a folder, and the workflow to the root of its git repository. Files that are there stay as they are; .gitignore gets the lines that it lacks.
 * @throws UsageError in loadmark itself, and where nothing can be written.
 */
export function initialize(folder: string): Written[] {
  if (resolve(folder) === resolve(root))
    throw new UsageError(
      'This folder is loadmark itself: `loadmark init` is for the project of a server that you test.',
    );
  try {
    return [
      ...templates(wayFromRepository(folder)).map(({ path, purpose, text }) => write(folder, path, purpose, text)),
      addIgnored(folder),
      write(folder, 'package.json', 'loadmark as a dependency', packageOf(buildInfo().loadmark)),
    ];
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${error instanceof Error ? error.message : error}`);
  }
}

function write(folder: string, path: string, purpose: string, text: string): Written {
  const file = join(folder, path);
  if (existsSync(file)) return { path, purpose, state: 'kept' };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  return { path, purpose, state: 'written' };
}

function addIgnored(folder: string): Written {
  const path = '.gitignore';
  const purpose = 'what runs leave behind';
  const file = join(folder, path);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const there = before.split(/\r?\n/).map(bare);
  const missing = ignored.filter((line) => !there.includes(bare(line)));
  if (missing.length === 0) return { path, purpose, state: 'kept' };
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  writeFileSync(file, `${before}${gap}${missing.join('\n')}\n`);
  return { path, purpose, state: before === '' ? 'written' : 'added to' };
}

/** `/results` and `results/` mean the same here. */
const bare = (line: string): string => line.trim().replace(/^\/|\/$/g, '');
