import { withoutTokens } from '../environment/redact';
import type { Load } from '../load/load';
import { counter } from '../metrics/recorders';
import { describeError } from '../runtime/describe-error';
import { runId } from '../runtime/run-id';
import type { ScenarioDefinition } from './definition';

/** How long k6 waits for setup(), with and without something to make in the target, and for teardown(). */
export const usualSetupMs = 30_000;
export const preparingMs = 600_000;
export const cleaningUpMs = 60_000;

/** What is done once before a load and once after it. */
export interface Hooks {
  /** In setup(). @throws Error where the script exports no teardown(), or what the run's own throws. */
  prepare(): Promise<unknown>;
  /** What the script exports as teardown. */
  exported(): (data: { readonly prepared?: unknown } | undefined) => Promise<void>;
}

/** @returns undefined where the run makes nothing in the target. To be called in the init context. */
export function hooksOf<L extends Load>({ name, run, load }: ScenarioDefinition<L>): Hooks | undefined {
  if (!run.prepare && !run.cleanUp) return undefined;
  const failed = counter('clean_up_failed');
  let isExported = false;
  /** Never rejects: k6 would end with another exit code than the verdict's. */
  async function cleanUp(prepared: unknown): Promise<void> {
    try {
      await run.cleanUp?.(load, { run: runId(), prepared });
    } catch (error) {
      failed.add(1);
      console.error(withoutTokens(`what the run made was not removed: ${describeError(error)}`));
    }
  }
  return {
    async prepare() {
      if (run.cleanUp && !isExported)
        throw new Error(
          `${name} makes something in the target and would not remove it: add teardown to what its file exports, \`export const { about, options, setup, run, observe, teardown, handleSummary }\`.`,
        );
      try {
        return await run.prepare?.(load, { run: runId() });
      } catch (error) {
        // k6 leaves teardown() out after a setup() that failed.
        await cleanUp(undefined);
        throw new Error(withoutTokens(error instanceof Error ? error.message : String(error)));
      }
    },
    exported() {
      isExported = true;
      return (data) => cleanUp(data?.prepared);
    },
  };
}
