import type { Claims } from '../auth/jwt';
import { tokenFor } from '../auth/token';
import { type Duration, milliseconds } from '../environment/duration';

export interface TokenOptions {
  /** Next to `sub`, `iat` and `exp`, or in the place of `sub`. */
  readonly claims?: Claims;
  /** From now. Default: an hour. */
  readonly validFor?: Duration;
}

/**
 * A token for a target that issues none itself: with JWT_SECRET one of the user's own, whose `sub` is `load-test-<RUN_ID>-user-<n>`;
 * else LOAD_TEST_TOKEN, which all users share, so that each sees what the others wrote. `needs: aToken` of a scenario says that it takes one.
 * @throws Error where neither is set.
 */
export const tokenOf = (
  { index, run }: { readonly index: number; readonly run: string },
  { claims, validFor = '1h' }: TokenOptions = {},
): string => tokenFor({ sub: `load-test-${run}-user-${index}`, ...claims }, milliseconds(validFor, 'validFor') / 1000);
