import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../build.mjs';
import type { Result } from '../../lib/report/result';
import { leftoversAfter } from './leftovers';

/** How one `loadmark run` went. */
export interface Run {
  readonly exitCode: number | null;
  /** Undefined where none was written. */
  readonly result: Result | undefined;
  readonly files: { readonly summary: string; readonly junit: string };
  readonly stderr: string;
  /** Processes of this run that are still there after its end. */
  readonly leftovers: readonly string[];
  readonly seconds: number;
}

/** A program that ends when its input does, as esbuild, may do so a moment after the run. */
const endingMs = 2_000;

/** Runs `loadmark run SCENARIO` as a user does. Nothing of the caller's environment but PATH and HOME reaches it. */
export async function runLoadmark(
  scenario: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'loadmark-e2e-'));
  const { PATH = '', HOME = '' } = process.env;
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['cli/bin.mjs', 'run', scenario, '--results', folder, ...args], {
    cwd: root,
    env: { PATH, HOME, LOADMARK_E2E: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'exit');
  const seconds = (performance.now() - startedMs) / 1000;
  const read = (name: string) => readIfThere(join(folder, name));
  const json = read('result.json');
  const run = {
    exitCode,
    result: json === '' ? undefined : (JSON.parse(json) as Result),
    files: { summary: read('summary.md'), junit: read('junit.xml') },
    stderr,
    leftovers: await leftoversAfter(endingMs, folder),
    seconds,
  };
  rmSync(folder, { recursive: true, force: true });
  return run;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
