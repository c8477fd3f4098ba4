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

/** Of each range of HTTP statuses, those that servers, proxies and clouds answer a handshake with. 101 opens the socket. */
const ranges = [
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 431],
  [440, 440],
  [444, 444],
  [449, 451],
  [460, 464],
  [494, 499],
  [500, 511],
  [520, 530],
  [561, 561],
  [598, 599],
] as const;

/** HTTP statuses of a refused handshake that the report tells apart: k6 counts one by one only those that a threshold names. */
export const refusalStatuses: readonly number[] = ranges.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index),
);
