import type { Defect } from '../defect';
import type { Check } from '../points';

export interface AcceptToken {
  readonly name: string;
  readonly does: string;
  readonly leavesOut: Check;
}

/** A defect that opens the door to those who should be answered 401. */
export function defineAcceptToken({ name, does, leavesOut }: AcceptToken): Defect {
  return {
    name,
    does,
    breaks: ['D05'],
    start: () => ({
      authentication: ({ unchecked }, next) => next({ unchecked: new Set([...unchecked, leavesOut]) }),
    }),
  };
}
