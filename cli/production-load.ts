import type { ProductionLoad } from '../lib/scenario/definition';
import { formatDuration } from './duration';
import type { Environment } from './k6/environment';

/** How large a scenario is without any setting. */
export interface OwnLoad {
  readonly users: number;
  /** Undefined for a load that has no length of its own. */
  readonly durationMs: number | undefined;
}

/**
 * Turns a scenario down to what its document allows against production. A size that the user gave stays.
 * @returns the environment of the run, and a remark that says what is smaller; undefined where nothing is turned down.
 */
export function turnDown(
  own: OwnLoad,
  most: ProductionLoad,
  given: Environment,
): { readonly environment: Environment; readonly remark: string } | undefined {
  const changes: Record<string, string> = {};
  if (!given.LOAD_TEST_USERS && own.users > most.users) changes.LOAD_TEST_USERS = String(most.users);
  if (!given.LOAD_TEST_DURATION && own.durationMs !== undefined && own.durationMs > most.durationMs)
    changes.LOAD_TEST_DURATION = `${most.durationMs}ms`;
  const names = Object.keys(changes);
  if (names.length === 0) return undefined;
  const words = [
    ...(changes.LOAD_TEST_USERS ? [`${most.users} users instead of ${own.users}`] : []),
    ...(changes.LOAD_TEST_DURATION && own.durationMs !== undefined
      ? [`${formatDuration(most.durationMs)} instead of ${formatDuration(own.durationMs)}`]
      : []),
  ];
  return {
    environment: { ...given, ...changes },
    remark: `production: ${words.join(', ')}, the most that ${most.source} allows; ${names.join(' and ')} would say otherwise`,
  };
}
