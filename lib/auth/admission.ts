import type { TokenKind } from './token-kinds';

/** What came of one attempt to get in. */
export interface Attempt {
  /** HTTP status of the handshake; 0 where the target did not answer it. */
  readonly status: number;
  /** A message was answered. */
  readonly answered: boolean;
  /** Code with which the target closed the socket; undefined where it did not. */
  readonly closeCode: number | undefined;
}

/** `neither`: a target that is down, busy or silent has not refused the token. */
export type Admission = 'let in' | 'refused' | 'neither';

/** Unauthorized and forbidden, RFC 9110. Another status is no word about the token. */
const refusingStatuses: readonly number[] = [401, 403];
/** Bad request and unprocessable content: servers answer text that is no token like any other malformed input. */
const malformedStatuses: readonly number[] = [400, 422];
const malformedKinds: readonly TokenKind[] = ['missing', 'malformed', 'unsigned'];
/**
 * Policy violation (RFC 6455, 7.4.1), unauthorized and forbidden (IANA's registry of close codes), and what servers say that mean 401 and
 * 403 but have accepted the socket first.
 */
const refusingCodes: readonly (number | undefined)[] = [1008, 3000, 3003, 4001, 4003, 4401, 4403];

export function judgeAttempt(kind: TokenKind, { status, answered, closeCode }: Attempt): Admission {
  if (answered) return 'let in';
  return refuses(kind, status) || refusingCodes.includes(closeCode) ? 'refused' : 'neither';
}

const refuses = (kind: TokenKind, status: number): boolean =>
  refusingStatuses.includes(status) || (malformedStatuses.includes(status) && malformedKinds.includes(kind));
