import { withoutTokens } from '../../environment/redact';

/** A message that the protocol does not allow: costs the socket. */
export interface Garbage {
  readonly kind: 'garbage';
  readonly what: string;
}

/** Servers accept no longer headers. Only this much of a message is searched for tokens: the quotation ends well before. */
const longestToken = 8192;

/** What a message means; a message that its protocol cannot read is garbage. */
export function readEvent<Event>(protocol: { read(message: string): Event }, message: string): Event | Garbage {
  try {
    return protocol.read(message);
  } catch (error) {
    const quotation = withoutTokens(message.slice(0, longestToken)).slice(0, 80);
    return { kind: 'garbage', what: `${error instanceof Error ? error.message : error} in: ${quotation}` };
  }
}

/** The message of a server's error event, also if it is no string: `String` throws for some objects. */
export function errorMessage(message: unknown): string {
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? 'no message');
}
