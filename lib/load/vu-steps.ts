import type { Load, RunData, VuFunction } from './load';

/** What each VU does around its part of a load, in its own iteration. */
export interface VuSteps {
  /** Before it begins, such as making the rows that it writes to. A rejection means that the VU does not begin. */
  readonly before?: (data: RunData) => Promise<void>;
  /** When all is answered, such as counting what was written. */
  readonly then?: (data: RunData) => Promise<void>;
  /** At last, whatever came before: to remove what the VU has made. */
  readonly finally?: (data: RunData) => Promise<void>;
}

/** Runs a load with steps of each VU before and after it, which no metric counts. */
export function withSteps<L extends Load>(run: VuFunction<L>, steps: VuSteps): VuFunction<L> {
  const around: VuFunction<L> = async (load, data) => {
    try {
      await steps.before?.(data);
      await run(load, data);
      await steps.then?.(data);
    } finally {
      await steps.finally?.(data);
    }
  };
  return Object.assign(
    around,
    run.knock && { knock: run.knock },
    run.limits && { limits: run.limits },
    run.needs && { needs: run.needs },
  );
}
