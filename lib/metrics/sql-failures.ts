/** Conditions of PostgreSQL that the report tells apart, by SQLSTATE, in the words of its documentation (Appendix A). */
const conditions = {
  '08000': 'connection exception',
  '08003': 'connection does not exist',
  '08006': 'connection failure',
  '21000': 'cardinality violation',
  '22001': 'string too long',
  '22003': 'number out of range',
  '22012': 'division by zero',
  '22P02': 'invalid text representation',
  '23502': 'not null violation',
  '23503': 'foreign key violation',
  '23505': 'unique violation',
  '23514': 'check violation',
  '25006': 'read only transaction',
  '25P02': 'failed transaction',
  '25P03': 'idle in transaction timeout',
  '25P04': 'transaction timeout',
  '28000': 'invalid authorization',
  '28P01': 'invalid password',
  '3D000': 'no such database',
  '40001': 'serialization failure',
  '40P01': 'deadlock detected',
  '42501': 'insufficient privilege',
  '42601': 'syntax error',
  '42703': 'undefined column',
  '42704': 'undefined object',
  '42883': 'undefined function',
  '42P01': 'undefined table',
  '53000': 'insufficient resources',
  '53100': 'disk full',
  '53200': 'out of memory',
  '53300': 'too many connections',
  '55P03': 'lock not available',
  '57014': 'statement cancelled',
  '57P01': 'server shut down',
  '57P02': 'server crashed',
  '57P03': 'server not ready',
  '58030': 'I/O error',
  P0001: 'raised exception',
  XX000: 'internal error',
} as const;

/** No connection of the pool was free in time. */
export const poolExhausted = 'no free connection';
/** The statement was answered, and not with what it must be answered with. */
export const otherRows = 'rows other than expected';

const withoutState = {
  pool: poolExhausted,
  network: 'connection failed',
  timeout: 'timed out',
  stopped: 'stopped',
} as const;

const named = (code: string, condition: string): string => `${code} ${condition}`;

/** What may come of a statement instead of its rows, by the tag `what`. A function, because most VUs never ask. */
export const sqlFailures = (): string[] => [
  ...Object.values(withoutState),
  otherRows,
  ...Object.entries(conditions).map(([code, condition]) => named(code, condition)),
  'another SQLSTATE',
  'no answer',
];

/** @param kind of the extension's error: its SQLSTATE, or `pool`, `network`, `timeout`, `stopped`. */
export function sqlFailureOf(kind: string): string {
  if (kind in withoutState) return withoutState[kind as keyof typeof withoutState];
  if (kind in conditions) return named(kind, conditions[kind as keyof typeof conditions]);
  return /^[0-9A-Z]{5}$/.test(kind) ? 'another SQLSTATE' : 'no answer';
}
