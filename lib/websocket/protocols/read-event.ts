import { type Garbage, garbage } from '../dialect/garbage';
import type { Speaker } from '../dialect/speaker';

/** What a message means; a message that its protocol cannot read is garbage. */
export function readEvent<Event>(
  protocol: { read(message: string, speaker: Speaker): Event },
  message: string,
  speaker: Speaker,
): Event | Garbage {
  try {
    return protocol.read(message, speaker);
  } catch (error) {
    return garbage(error, message);
  }
}

/** The message of a server's error event, also if it is no string: `String` throws for some objects. */
export function errorMessage(message: unknown): string {
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? 'no message');
}
