import { buildScenarios, isInstalled } from '../../build.mjs';
import { findFreePort, isFree } from '../free-port';
import { buildK6 } from '../k6/build';
import { findK6 } from '../k6/find';
import { findProject } from '../project/project';
import { runScenario } from '../run/run-scenario';
import type { Terminal } from '../terminal';
import { startTestbed } from '../testbed-process';
import { UsageError } from '../usage-error';
import type { AddCommand } from './context';

/** Where document 000 expects the backend. */
const documentPort = 8000;

export const addStart: AddCommand = (program, { terminal, exit }) => {
  program
    .command('start')
    .description('See it work: build k6 if there is none, start the testbed, run ws-50 against it.')
    .action(async () => exit(await start(terminal)));
};

async function start(terminal: Terminal): Promise<number> {
  const project = await findProject();
  const { builtK6 } = project;
  await findK6(undefined, process.env, builtK6).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    return buildK6(terminal.note, builtK6);
  });
  // For those who try k6 alone next. Nothing is written into a package.
  if (!isInstalled) await buildScenarios();
  const port = (await isFree(documentPort)) ? documentPort : await findFreePort();
  const testbed = await startTestbed({ port });
  try {
    terminal.note(`testbed at ${testbed.url}\n`);
    return await runScenario(
      {
        script: 'ws-50',
        project,
        environmentName: 'local',
        confirmedProduction: false,
        settings: { TARGET_URL: testbed.url, METRICS_URL: testbed.metricsUrl },
        pairs: [],
        k6: undefined,
        timeoutMs: undefined,
        // A busy moment of the machine must not be the first thing that a user sees.
        attempts: 3,
        preflight: true,
        json: false,
        quiet: false,
      },
      terminal,
    );
  } finally {
    await testbed.stop();
  }
}
