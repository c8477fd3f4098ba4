import { afterEach, expect, type TestContext } from 'vitest';
import { keyOf } from '../../../lib/gate/limit';
import type { LimitVerdict, Verdict } from '../../../lib/gate/verdict';
import { unlessStarved } from '../made-again';
import { type Run, runLoadmark } from '../run-loadmark';

export type Env = Readonly<Record<string, string>>;
/** Verdicts of limits, by their metric or part of it. */
export type Said = Readonly<Record<string, LimitVerdict>>;

interface Stoppable {
  readonly url: string;
  stop(): Promise<void>;
}

let server: Stoppable | undefined;

async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
}
afterEach(stop);

/** One run against a server, which is stopped afterwards. */
export async function runOnceOn(start: () => Promise<Stoppable>, scenario: string, env: Env = {}): Promise<Run> {
  await stop();
  server = await start();
  const made = await runLoadmark(scenario, [], { TARGET_URL: server.url, ...env });
  await stop();
  return made;
}

/** The same, and made again on a new server where the generator was starved. */
export const runOn = (
  context: Pick<TestContext, 'task'>,
  start: () => Promise<Stoppable>,
  scenario: string,
  env: Env = {},
): Promise<Run> =>
  unlessStarved(
    context,
    () => runOnceOn(start, scenario, env),
    ({ result }) => [result],
  );

export const exitCodes = { PASS: 0, WARNING: 0, FAIL: 99, INVALID: 3 } as const;

/** The verdict, its exit code, and what the named limits say; of several limits on one metric, the one that fails. */
export function expectVerdict({ exitCode, result, stderr, files }: Run, verdict: Verdict, said: Said): void {
  expect(result, stderr).toBeDefined();
  const limits = result?.limits ?? [];
  const verdicts = Object.keys(said).map((name) => {
    const named = limits.filter((limit) => limit.metric === name || keyOf(limit) === name);
    return [name, (named.find(({ verdict }) => verdict === 'FAIL') ?? named[0])?.verdict];
  });
  const told = { verdict: result?.verdict, exitCode, limits: Object.fromEntries(verdicts) };
  expect(told, JSON.stringify([result?.invalidities, limits, files.summary])).toEqual({
    verdict,
    exitCode: exitCodes[verdict],
    limits: said,
  });
}

/** The same, where every limit that fails must be named. */
export function expectVerdictAndAllThatFail(made: Run, verdict: Verdict, said: Said): void {
  const named = new Set(Object.keys(said));
  const others = (made.result?.limits ?? []).filter((limit) => limit.verdict === 'FAIL' && !named.has(limit.metric));
  expect(others.map(keyOf), 'limits that fail and are not named').toEqual([]);
  expectVerdict(made, verdict, said);
}
