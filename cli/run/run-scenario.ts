import { exitCodeOf } from '../../lib/gate/verdict';
import { toJson } from '../../lib/report/json';
import { toText } from '../../lib/report/text';
import { formatDuration } from '../duration';
import { writeResult } from '../result/write';
import type { Terminal } from '../terminal';
import { executeRun } from './execute';
import { prepareRun } from './prepare';
import type { RunRequest } from './request';

/**
 * Runs a scenario on k6, watches over it, judges it, and leaves its record.
 * @returns the exit code.
 * @throws UsageError before anything was sent.
 */
export async function runScenario(request: RunRequest, terminal: Terminal): Promise<number> {
  const run = await prepareRun(request);
  try {
    const { script, k6, environment, remark, folder, statedMs } = run;
    const screen = terminal.screen(request);
    const show = request.quiet ? () => {} : screen.print;
    show(
      `${script.name} on ${environment.TARGET_URL} with k6 ${k6.version} (${k6.source}), at most ${formatDuration(statedMs)}`,
    );
    if (remark) show(remark);
    const result = await executeRun(run, screen, show);
    writeResult(result, folder, environment.GITHUB_STEP_SUMMARY);
    terminal.out(request.json ? toJson(result) : toText(result, terminal));
    show(`results in ${folder}`);
    return exitCodeOf(result.verdict, result.strict);
  } finally {
    run.script.dispose();
  }
}
