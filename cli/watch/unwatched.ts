import type { Invalidity } from '../../lib/gate/verdict';
import type { CpuUse, UsageSample } from './saturation';

/** A shorter run may be over between two looks. */
export const longestUnseenMs = 3_000;

/** When k6 ran, by its own result. */
export interface OwnTimes {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/**
 * The samples, with those of the load told apart. That is k6's API's to say; where it said nothing, they are those between the beginning
 * and the end that the result gives.
 * @param originMs wall clock at which the samples' clock was 0.
 */
export function withLoad(
  samples: readonly UsageSample[],
  { startedAt, durationMs }: OwnTimes,
  originMs: number,
): readonly UsageSample[] {
  if (samples.some(({ loading }) => loading)) return samples;
  const fromMs = Date.parse(startedAt) - originMs;
  return samples.map((sample) => ({
    ...sample,
    loading: sample.atMs >= fromMs && sample.atMs <= fromMs + durationMs,
  }));
}

/** A guard that saw nothing has not found k6 healthy. */
export function unwatchedDoubt({ loadMs }: CpuUse, { durationMs }: OwnTimes): Invalidity | undefined {
  if (loadMs > 0 || durationMs <= longestUnseenMs) return undefined;
  return {
    cause: 'no data',
    message: `Nothing was seen of k6's process in the ${(durationMs / 1000).toFixed(1)} s of the run, so it is not known whether k6 had enough CPU. loadmark must be able to read /proc of the k6 that it starts (elsewhere: to run \`ps\`).`,
  };
}
