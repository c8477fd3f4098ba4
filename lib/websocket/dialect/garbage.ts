import { quote } from '../../environment/quote';

/** A message that the protocol does not allow: costs the socket. */
export interface Garbage {
  readonly kind: 'garbage';
  readonly what: string;
}

/** @param error what reading the message threw. */
export const garbage = (error: unknown, message: string): Garbage => ({
  kind: 'garbage',
  what: `${error instanceof Error ? error.message : error} in: ${quote(message)}`,
});
