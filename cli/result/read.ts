import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Result, schemaVersion } from '../../lib/report/result';
import { resultFiles } from '../paths';

/** The result that k6's handleSummary() wrote, or why there is none. */
export type OwnResult =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'missing'; readonly reason: string };

/** @param run RUN_ID: two runs that were given the same folder must not take each other's result for their own. */
export function readOwnResult(folder: string, run: string | undefined): OwnResult {
  const file = join(folder, resultFiles.json);
  try {
    const read = parseResult(readFileSync(file, 'utf8'));
    if (read.kind === 'missing' || read.result.run === run) return read;
    return {
      kind: 'missing',
      reason: `The result.json in the folder is of another run, ${read.result.run} instead of ${run}. Give each run a folder of its own`,
    };
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      kind: 'missing',
      reason: isAbsent ? 'k6 wrote no result.json' : `k6 wrote a result.json that cannot be read (${error})`,
    };
  }
}

/** @throws SyntaxError for a file that was cut off. */
export function parseResult(text: string): OwnResult {
  const result = JSON.parse(text) as Partial<Result> | null;
  if (result?.schemaVersion === schemaVersion && result.limits && result.figures)
    return { kind: 'result', result: result as Result };
  return {
    kind: 'missing',
    reason: `k6 wrote a result.json of another form: expected schemaVersion ${schemaVersion}, but came ${result?.schemaVersion}`,
  };
}
