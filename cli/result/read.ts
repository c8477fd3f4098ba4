import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Result, schemaVersion } from '../../lib/report/result';
import { codeOf } from '../error-code';
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
    const isAbsent = codeOf(error) === 'ENOENT';
    return {
      kind: 'missing',
      reason: isAbsent ? 'k6 wrote no result.json' : `k6 wrote a result.json that cannot be read (${error})`,
    };
  }
}

/** What loadmark itself goes on from: it judges the limits again by the figures. The rest is the library's own writing, which a run id proves. */
const outline = v.object({
  schemaVersion: v.literal(schemaVersion),
  scenario: v.string(),
  run: v.string(),
  limits: v.array(v.object({ row: v.string(), metric: v.string(), statistic: v.string(), minSamples: v.number() })),
  invalidities: v.array(v.object({ cause: v.string(), message: v.string() })),
  generator: v.object({ bounds: v.object({ lagMs: v.number() }) }),
  figures: v.record(v.string(), v.record(v.string(), v.number())),
});
const resultSchema = v.custom<Result>((value) => v.is(outline, value));
const versioned = v.fallback(v.object({ schemaVersion: v.optional(v.unknown()) }), {});

/** @throws SyntaxError for a file that was cut off. */
export function parseResult(text: string): OwnResult {
  const value: unknown = JSON.parse(text);
  if (v.is(resultSchema, value)) return { kind: 'result', result: value };
  const came = v.parse(versioned, value).schemaVersion;
  const [issue] = v.safeParse(outline, value).issues ?? [];
  const what = came === schemaVersion && issue ? `one in which ${v.getDotPath(issue)} is wrong` : String(came);
  return {
    kind: 'missing',
    reason: `k6 wrote a result.json of another form: expected schemaVersion ${schemaVersion}, but came ${what}`,
  };
}
