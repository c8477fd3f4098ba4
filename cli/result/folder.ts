import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { resultFiles } from '../paths';
import { UsageError } from '../usage-error';

/**
 * Makes the folder of a run: k6 makes none, and loses the result where there is none.
 * @param given the user's own; by default `<time>-<scenario>` in `records`.
 * @param records where the project has its records.
 * @returns its absolute path.
 * @throws UsageError when nothing can be written there.
 */
export function makeResultsFolder(
  given: string | undefined,
  scenario: string,
  records = 'results',
  now = new Date(),
): string {
  const folder = given === undefined ? unusedFolder(resolve(records, `${stamp(now)}-${scenario}`)) : resolve(given);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    // Files of an earlier run: its verdict and its evidence of leaks must not be taken for those of this run.
    for (const file of Object.values(resultFiles)) rmSync(join(folder, file), { force: true });
  } catch (error) {
    throw notWritable(folder, error);
  }
  return folder;
}

/**
 * Looks whether a folder could be made, and makes none: a run that is refused leaves no trace.
 * @throws UsageError as `makeResultsFolder` does.
 */
export function checkResultsFolder(wanted: string): void {
  let there = resolve(wanted);
  while (!existsSync(there)) there = dirname(there);
  try {
    if (!statSync(there).isDirectory()) throw new Error(`${there} is a file`);
    accessSync(there, constants.W_OK);
  } catch (error) {
    throw notWritable(wanted, error);
  }
}

function notWritable(folder: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(
    `Results cannot be written to ${folder}: ${reason}. Name another folder with --results. Nothing was sent.`,
  );
}

/** `2026-02-11T10-15-30Z`: sorts by time, and is a valid file name everywhere. */
const stamp = (now: Date): string => now.toISOString().replace(/\.\d+/, '').replaceAll(':', '-');

/** Two runs may begin in the same second. */
function unusedFolder(folder: string): string {
  let candidate = folder;
  for (let number = 2; existsSync(candidate); number++) candidate = `${folder}-${number}`;
  return candidate;
}
