import type { TokenFault } from './token';

/** Since the start of the testbed. */
export interface PamCounts {
  /** Messages to the assistant; `rejected` were not understood, `abandoned` had no answer yet when their socket closed. */
  readonly pam: { answered: number; rejected: number; abandoned: number };
  /** Upgrades that were refused with 401, by what was wrong with the token. */
  readonly unauthorized: Record<TokenFault, number>;
}

declare module '../kernel/stats' {
  interface Stats extends PamCounts {}
}

export function createPamCounts(): PamCounts {
  return {
    pam: { answered: 0, rejected: 0, abandoned: 0 },
    unauthorized: { missing: 0, malformed: 0, forged: 0, incomplete: 0, expired: 0 },
  };
}
