import { statusesAnd } from './statuses';

/** How a socket can end, by the tag `outcome`; every kind but `done` and `aborted` is a failure with a class. */
export const outcomeKinds = [
  'done',
  'aborted',
  'given-up',
  'refused',
  'turned-away',
  'timed-out',
  'closed-early',
  'protocol-error',
  'error-answer',
  'script-error',
] as const;

export type OutcomeKind = (typeof outcomeKinds)[number];

/** HTTP statuses of a refused handshake that the report tells apart: a load balancer of AWS adds 464 and 561. 101 opens the socket. */
export const refusalStatuses = statusesAnd(464, 561);
