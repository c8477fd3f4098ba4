import { counter } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { tryScrape } from './scrape';
import type { TargetFigures } from './target-figures';

const otherProcess = counter('target_other_process');

/** The target's figures at one moment, on the clock of runtime/clock. */
export interface Look {
  readonly figures: TargetFigures;
  readonly atMs: number;
}

/** Blocks the VU for the scrape. @returns undefined where it failed. */
export function look(): Look | undefined {
  const figures = tryScrape();
  return figures && { figures, atMs: now() };
}

/**
 * Whether two looks saw one process. The figures of two are never subtracted: a target that restarted, or one of several workers behind
 * METRICS_URL, is another one. A process that does not say when it started is told by its CPU time, which never falls.
 */
export function isSameProcess({ figures: one }: Look, { figures: other }: Look): boolean {
  const isSame =
    one.startedAt === other.startedAt &&
    !(one.cpuSeconds !== undefined && other.cpuSeconds !== undefined && other.cpuSeconds < one.cpuSeconds);
  if (!isSame) otherProcess.add(1);
  return isSame;
}

/** CPU use between two looks, in cores; undefined where they saw two processes, or where the target does not say. */
export function coresBetween(before: Look | undefined, then: Look | undefined): number | undefined {
  if (before?.figures.cpuSeconds === undefined || then?.figures.cpuSeconds === undefined) return undefined;
  if (!isSameProcess(before, then)) return undefined;
  return ((then.figures.cpuSeconds - before.figures.cpuSeconds) * 1000) / (then.atMs - before.atMs);
}
