/** From the first to the last: registered statuses, and those that well-known servers and proxies have of their own. */
const ranges = [
  ...[
    [100, 103],
    [200, 208],
    [226, 226],
    [300, 308],
    [400, 431],
    [440, 440],
    [444, 444],
    [449, 451],
  ],
  ...[
    [460, 463],
    [494, 499],
    [500, 511],
    [520, 530],
    [598, 599],
  ],
] as const;

/** HTTP statuses that a report tells apart, because k6 keeps a part of a counter only where a threshold names it. */
const statuses: readonly number[] = ranges.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index),
);

/** Why there was no answer, by the beginning of k6's code for the error. */
const reasons = [
  ['105', 'timed out'],
  ['1211', 'timed out'],
  ['1212', 'connection refused'],
  ['1220', 'connection closed'],
  ['11', 'host not found'],
  ['13', 'TLS failed'],
] as const;

/** The status is an expected one, the body is not. */
export const withoutWhatItMustHold = 'an answer without what it must hold';

/** What may come instead of an expected answer. */
export const failures = (): string[] => [
  ...statuses.map((status) => `HTTP ${status}`),
  'another status',
  withoutWhatItMustHold,
  ...new Set(reasons.map(([, reason]) => reason)),
  'no answer',
];

/** @param code of k6 for the error, where there was no answer. */
export function failureOf(status: number, code: number): string {
  if (status > 0) return statuses.includes(status) ? `HTTP ${status}` : 'another status';
  return reasons.find(([prefix]) => `${code}`.startsWith(prefix))?.[1] ?? 'no answer';
}
