/** How a socket can end, by the tag `outcome`; every kind but `done` and `aborted` is a failure with a class. */
export const outcomeKinds = [
  'done',
  'aborted',
  'given-up',
  'refused',
  'timed-out',
  'closed-early',
  'protocol-error',
  'error-answer',
  'script-error',
] as const;

export type OutcomeKind = (typeof outcomeKinds)[number];

/** HTTP statuses of a refused handshake that the report tells apart. */
export const refusalStatuses = [400, 401, 403, 404, 426, 429, 500, 502, 503, 504] as const;
