import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import type { Load } from './load';

/** A user's place in the pace of the connects. */
export const turnMs = ({ connectRate }: Load, index: number): number => (index / connectRate) * 1000;

/** Milliseconds from now to a moment that is given from the start of this k6 scenario, the same instant for all VUs. */
export const untilMs = (fromStartMs: number): number => Math.max(0, exec.scenario.startTime + fromStartMs - Date.now());

/** A promise for a moment in the future. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : resolve()));
