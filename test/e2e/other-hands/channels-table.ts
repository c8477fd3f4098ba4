import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../lib/gate/limit';
import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import type { Served } from '../../servers/listen';
import type { Run } from '../run-loadmark';
import { type Env, exitCodes, runOn } from './run-on';

/** One run: what is unusual or broken, the server, the scenario, the verdict, and what its limits say: all that fail, and some that do not. */
export interface Row {
  readonly what: string;
  readonly serve: () => Promise<Served>;
  /** Its name, or the path of its bundle. */
  readonly scenario: string;
  readonly env?: Env;
  readonly verdict: Verdict;
  readonly limits?: Readonly<Record<string, LimitVerdict>>;
  /** Stands in the summary. */
  readonly says?: RegExp;
  /** Does not. */
  readonly silent?: RegExp;
}

export function testRows(title: string, rows: readonly Row[], env: Env = {}): void {
  describe(title, () => {
    it.for(rows.map((row) => [`${basename(row.scenario)}, ${row.what}: ${row.verdict}`, row] as const))('%s', async ([
      _name,
      row,
    ], context) => {
      expectRow(await runOn(context, row.serve, row.scenario, { ...env, ...row.env }), row);
    });
  });
}

function expectRow({ exitCode, result, stderr, files }: Run, { verdict, limits = {}, says, silent }: Row): void {
  expect(result, stderr).toBeDefined();
  const judged = result?.limits ?? [];
  const failed = judged.filter((limit) => limit.verdict === 'FAIL').map(keyOf);
  const told = [...new Set([...Object.keys(limits), ...failed])].map((name) => {
    const named = judged.filter((limit) => keyOf(limit) === name);
    return [name, (named.find((limit) => limit.verdict === 'FAIL') ?? named[0])?.verdict];
  });
  expect(
    { verdict: result?.verdict, exitCode, limits: Object.fromEntries(told) },
    JSON.stringify([result?.invalidities, files.summary]),
  ).toEqual({ verdict, exitCode: exitCodes[verdict], limits });
  if (says) expect(files.summary).toMatch(says);
  if (silent) expect(files.summary).not.toMatch(silent);
}
