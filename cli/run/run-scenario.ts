import { exitCodeOf } from '../../lib/gate/verdict';
import { toJson } from '../../lib/report/json';
import type { Result } from '../../lib/report/result';
import { toText } from '../../lib/report/text';
import { formatDuration } from '../duration';
import { annotationsOf } from '../result/annotations';
import { writeResult } from '../result/write';
import type { Terminal } from '../terminal';
import { wasBottleneck } from './bottleneck';
import { executeRun } from './execute';
import { prepareRun } from './prepare';
import type { RunRequest } from './request';

/**
 * Runs a scenario on k6, watches over it, judges it, and leaves its record. A run whose generator was the bottleneck is made again while
 * an attempt is left; only the last result is printed.
 * @returns the exit code.
 * @throws UsageError before anything was sent.
 */
export async function runScenario(request: RunRequest, terminal: Terminal): Promise<number> {
  for (let left = request.attempts - 1; ; left--) {
    const result = await attempt(request, left, terminal);
    if (left === 0 || !wasBottleneck(result)) return exitCodeOf(result.verdict, result.strict);
  }
}

/** @param left attempts that may follow this one. */
async function attempt(request: RunRequest, left: number, terminal: Terminal): Promise<Result> {
  const run = await prepareRun(request);
  try {
    const { script, k6, environment, remarks, folder, statedMs, target } = run;
    const screen = terminal.screen(request);
    const show = request.quiet ? () => {} : screen.print;
    show(`${script.name} on ${target} with k6 ${k6.version} (${k6.source}), at most ${formatDuration(statedMs)}`);
    for (const remark of remarks) show(remark);
    const result = await executeRun(run, screen, show);
    const again = left > 0 && wasBottleneck(result);
    writeResult(result, folder, again ? undefined : environment.GITHUB_STEP_SUMMARY, screen.print);
    if (again) show(`INVALID because k6 was the bottleneck: running again, attempts left: ${left}`);
    else {
      terminal.out(request.json ? toJson(result) : toText(result, terminal));
      if (environment.GITHUB_ACTIONS === 'true') for (const line of annotationsOf(result)) terminal.note(line);
    }
    show(`results in ${folder}`);
    return result;
  } finally {
    run.script.dispose();
  }
}
