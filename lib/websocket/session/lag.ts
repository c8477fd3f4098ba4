import { atEvent, now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';

/** One message of this many is looked at: reading two clocks for each would itself be a noticeable part of the generator's work. */
const every = 8;

/** Watches how long the messages of one socket wait for their handler. */
export class LagWatch {
  messages = 0;
  /** The longest wait seen. */
  maxMs = 0;

  /** Is called first in the handler of each message. */
  message(receipt: Receipt): void {
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
