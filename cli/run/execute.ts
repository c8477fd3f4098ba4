import { join } from 'node:path';
import type { Result } from '../../lib/report/result';
import { findFreePort } from '../free-port';
import { followLog } from '../k6/log-reader';
import { recordedOf } from '../k6/recorded';
import { connectRest } from '../k6/rest';
import { startK6 } from '../k6/start';
import { resultFiles } from '../paths';
import { conclude } from '../result/conclude';
import { describeMachine } from '../result/machine';
import { readOwnResult } from '../result/read';
import { rescueResult } from '../result/rescue';
import { listenForInterruption } from '../watch/interruption';
import type { Screen } from '../watch/screen';
import { readMachineCpu, stolenShareOf } from '../watch/stolen-cpu';
import { watchRun } from '../watch/watch-run';
import type { PreparedRun } from './prepare';

/** Runs k6 and watches over it. @param show is told about k6's warnings and errors, and what is done to k6. @returns the judged result; k6 is gone. */
export async function executeRun(run: PreparedRun, screen: Screen, show: (line: string) => void): Promise<Result> {
  const { script, k6, environment, folder, statedMs, loadingMs, cleaningUpMs } = run;
  const port = await findFreePort();
  const interruption = listenForInterruption();
  const before = readMachineCpu();
  const running = startK6(k6.path, script.path, environment, port);
  try {
    const following = followLog({ log: running.log, folder, show });
    const watched = await watchRun({
      k6: running,
      environment,
      rest: connectRest(port),
      statedMs,
      loadingMs,
      cleaningUpMs,
      interruption,
      screen,
      show,
    });
    const stolenShare = stolenShareOf(before, readMachineCpu());
    const { lastErrors, failures, hidden } = await following;
    if (hidden > 0) show(`and ${hidden} more warnings and errors of k6: ${join(folder, resultFiles.log)}`);
    const own = readOwnResult(folder, environment.RUN_ID);
    const lost = { scenario: script.name, script: script.path, environment, ...watched };
    const { cores } = watched;
    const record = own.kind === 'result' ? own.result : await rescueResult(lost);
    return conclude(
      { ...record, ...recordedOf(environment) },
      {
        ...watched,
        originMs: performance.timeOrigin,
        stolenShare,
        k6Version: k6.version,
        machine: describeMachine(cores),
        lastErrors,
        failures,
        rescued: own.kind === 'missing' ? own.reason : undefined,
      },
    );
  } finally {
    // Gone already, unless something above failed.
    running.signal('SIGKILL');
    interruption.dispose();
  }
}
