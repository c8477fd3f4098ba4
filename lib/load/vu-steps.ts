import exec from 'k6/execution';
import { setting } from '../environment/env';
import { withoutTokens } from '../environment/redact';
import { describeError } from '../runtime/describe-error';
import type { Load, RunData, VuFunction } from './load';

/** Whose steps they are. */
export interface StepsOf {
  /** First part of every marker of the run. */
  readonly run: string;
  /** Number of the VU among those of the load, from 0; no two VUs of a run have the same. */
  readonly vu: number;
  readonly vus: number;
}

/** What each VU does around its part of a load, in its own iteration. No metric of requests counts it. */
export interface VuSteps {
  /** Before it begins, such as making the rows that it writes to. Where it is rejected, the log says why, and the VU does not begin. */
  readonly before?: (of: StepsOf) => Promise<void>;
  /** When all is answered, such as counting what was written. */
  readonly after?: (of: StepsOf) => Promise<void>;
  /**
   * At last, whatever came before: to remove what the VU has made. Once more for each VU behind the load, where all VUs are of one runner:
   * a run that is stopped does not wait for its VUs.
   */
  readonly cleanUp?: (of: StepsOf) => Promise<void>;
}

/** Runs a load with steps of each VU before and after it. */
export function withSteps<L extends Load>(steps: VuSteps, run: VuFunction<L>): VuFunction<L> {
  const around: VuFunction<L> = async (load, data) => {
    const of = { run: data.run, vu: exec.scenario.iterationInTest, vus: load.vus };
    try {
      if (await isDone('what the load needs could not be made', steps.before?.(of))) {
        await run(load, data);
        await steps.after?.(of);
      }
    } finally {
      await isDone('what a VU made was not removed by it', steps.cleanUp?.(of));
    }
  };
  const { knock, limits, needs, prepare, cleanUp } = run;
  return Object.assign(
    around,
    knock && { knock },
    limits && { limits },
    needs && { needs },
    prepare && { prepare },
    (steps.cleanUp || cleanUp) && {
      async cleanUp(load: L, data: RunData) {
        try {
          await cleanUpAll(steps, data.run, load.vus);
        } finally {
          await cleanUp?.(load, data);
        }
      },
    },
  );
}

/** A target that refuses a step is no fault of the script: the log says why, and limits without samples have NO DATA. */
async function isDone(otherwise: string, step: Promise<void> | undefined): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    console.error(withoutTokens(`${otherwise}: ${describeError(error)}`));
    return false;
  }
}

async function cleanUpAll({ cleanUp }: VuSteps, run: string, vus: number): Promise<void> {
  // Other runners may still be at work.
  if ((setting('PARALLELISM') ?? 1) > 1) return;
  const failed: unknown[] = [];
  for (let vu = 0; vu < vus; vu++) await cleanUp?.({ run, vu, vus }).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}
