import { targetOf } from '../project/aim';
import { type Server, startServer } from '../project/server';
import type { Terminal } from '../terminal';
import type { RunRequest } from './request';
import { runScenario } from './run-scenario';

/** Runs a scenario, against the server of the project where its configuration has one for this environment. @returns the exit code. */
export async function runInProject(request: RunRequest, terminal: Terminal): Promise<number> {
  const { project, environmentName, settings, pairs } = request;
  const { testbed } = project.config;
  const isOther = settings.TARGET_URL || process.env.TARGET_URL || pairs.some((pair) => pair.startsWith('TARGET_URL='));
  if (testbed === undefined || environmentName !== 'local' || isOther) return runScenario(request, terminal);
  const target = targetOf(project.config, environmentName, request.script)?.url;
  let server: Server | undefined;
  const serve = async () => {
    server ??= await startServer({ testbed, folder: project.folder, target, note: terminal.note });
  };
  try {
    return await runScenario({ ...request, serve }, terminal);
  } finally {
    await server?.stop();
  }
}
