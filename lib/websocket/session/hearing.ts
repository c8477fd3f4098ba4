import { atEvent, now } from '../../runtime/clock';
import type { Receipt } from '../engine/receipt';

/** One message of this many is looked at: reading two clocks for each would itself be a noticeable part of the generator's work. */
const every = 8;
/** Characters of a message that are kept, so that a token in what is quoted of it is whole. */
const kept = 2048;

/** What one socket has heard: how many messages, the last of them, and how long they waited for their handler. */
export class Hearing {
  messages = 0;
  /** The longest wait seen. */
  maxMs = 0;
  /** The beginning of the last message. */
  last = '';

  /** Is called first in the handler of each message. */
  message(text: string, receipt: Receipt): void {
    // A slice alone would keep the whole message in memory.
    this.last = text.length > kept ? `${text.slice(0, kept)}...` : text;
    if (this.messages++ % every === 0) this.look(receipt);
  }

  /** Looks at one message, whatever its number. @returns when it was received, on the clock of `now()`. */
  look(receipt: Receipt): number {
    const nowMs = now();
    const atMs = atEvent(receipt.timestamp, nowMs);
    if (nowMs - atMs > this.maxMs) this.maxMs = nowMs - atMs;
    return atMs;
  }
}
