import { statusesAnd } from './statuses';

/** Statuses that are told apart. Those below 200 end no exchange, but broken servers answer with them. */
const statuses = statusesAnd(100, 101, 102, 103);

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
  ...statuses().map((status) => `HTTP ${status}`),
  'another status',
  withoutWhatItMustHold,
  ...new Set(reasons.map(([, reason]) => reason)),
  'no answer',
];

/** @param code of k6 for the error, where there was no answer. */
export function failureOf(status: number, code: number): string {
  if (status > 0) return statuses().includes(status) ? `HTTP ${status}` : 'another status';
  return reasons.find(([prefix]) => `${code}`.startsWith(prefix))?.[1] ?? 'no answer';
}
