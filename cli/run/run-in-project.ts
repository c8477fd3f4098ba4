import { type Server, startServer } from '../project/server';
import type { Terminal } from '../terminal';
import type { RunRequest } from './request';
import { runScenario } from './run-scenario';

/** Runs a scenario, against the server of the project where its configuration has one for this environment. @returns the exit code. */
export async function runInProject(request: RunRequest, terminal: Terminal): Promise<number> {
  const { project, environmentName } = request;
  const { testbed } = project.config;
  if (testbed === undefined || environmentName !== 'local') return runScenario(request, terminal);
  let server: Server | undefined;
  const serve = async (target: string | undefined) => {
    server ??= await startServer({ testbed, folder: project.folder, target, note: terminal.note });
  };
  try {
    return await runScenario({ ...request, serve }, terminal);
  } finally {
    await server?.stop();
  }
}
