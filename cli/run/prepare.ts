import { newRunId } from '../../lib/environment/run-id';
import { aboutScript, targetsOf } from '../catalogue/about';
import { prepareScript, type ScriptFile } from '../catalogue/script';
import { buildEnvironment, type Environment } from '../k6/environment';
import { findK6, type K6Binary, requireExtensions } from '../k6/find';
import { inspectScript } from '../k6/inspect';
import { preflight } from '../preflight/preflight';
import { aimed, targetOf } from '../project/aim';
import { checkResultsFolder, makeResultsFolder } from '../result/folder';
import { insistOnConfirmation } from '../target-guard';
import { allowanceMs } from '../watch/overdue';
import { forProduction } from './production';
import type { RunRequest } from './request';
import { chooseTargets, showTargets } from './targets';

/** A run whose settings are in order. No load was sent yet. */
export interface PreparedRun {
  readonly script: ScriptFile;
  readonly k6: K6Binary;
  /** For k6, with the target, the folder and the run id. */
  readonly environment: Environment;
  /** How the load differs from what the user asked for, and what is wrong with a part of the target. */
  readonly remarks: readonly string[];
  /** Where the record goes. Absolute; it exists and has no earlier record. */
  readonly folder: string;
  /** What the run may take. */
  readonly statedMs: number;
  /** How long k6 took to load the script. */
  readonly loadingMs: number;
  /** Of it, what k6 may take after the load to remove what the run has made. */
  readonly cleaningUpMs: number;
  /** What is under test, without user and password. */
  readonly target: string;
}

/**
 * Finds everything that a run needs, the likeliest mistakes first.
 * @returns the run; the caller disposes of its script.
 * @throws UsageError for the first thing that is wrong.
 */
export async function prepareRun(request: RunRequest): Promise<PreparedRun> {
  const { environmentName: environment, confirmedProduction: confirmed, project } = request;
  const configured = targetOf(project.config, environment, request.script);
  const own = buildEnvironment(process.env, request.pairs, request.settings);
  const given = aimed(own, configured);
  insistOnConfirmation({ environment, confirmed });
  const k6 = await findK6(request.k6, process.env, project.builtK6);
  const script = await prepareScript(request.script, project);
  try {
    const about = await aboutScript(script.path, given);
    const target = given.TARGET_URL || undefined;
    const targeted = chooseTargets(about, { environment, target, confirmed, variables: given });
    requireExtensions(k6, about?.extensions ?? []);
    const turnedDown = environment === 'production' ? await forProduction(script, targeted) : undefined;
    const sized = turnedDown?.environment ?? targeted;
    const { totalDurationMs, loadingMs } = await inspectScript(k6.path, script.path, sized);
    checkResultsFolder(given.RESULTS_DIR || project.results);
    if (!own.TARGET_URL && targetsOf(about).includes('TARGET_URL')) await request.serve?.(configured?.url);
    const partly = request.preflight ? await preflight(script.path, sized) : undefined;
    const folder = makeResultsFolder(given.RESULTS_DIR || undefined, script.name, project.results);
    const { preparingMs = 0, cleaningUpMs = 0 } = about ?? {};
    const statedMs = request.timeoutMs ?? totalDurationMs + allowanceMs + preparingMs + cleaningUpMs;
    const remarks = [turnedDown?.remark, partly].filter((remark) => remark !== undefined);
    // Chosen here, because a run that leaves no result cannot say its id.
    const RUN_ID = given.RUN_ID || newRunId();
    return {
      script,
      k6,
      environment: { ...sized, RESULTS_DIR: folder, RUN_ID },
      remarks,
      folder,
      statedMs,
      loadingMs,
      cleaningUpMs,
      target: showTargets(about, sized),
    };
  } catch (error) {
    script.dispose();
    throw error;
  }
}
