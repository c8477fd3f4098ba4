import { atEvent, now } from '../../runtime/clock';
import type { Receipt } from '../engine/engine';

/** Of so many messages one is looked at: reading two clocks for each would itself be a noticeable part of the generator's work. */
const every = 8;

/** Watches how long the messages of one socket wait for their handler. */
export class LagWatch {
  messages = 0;
  /** The longest wait seen. */
  maxMs = 0;

  /** Call it first thing in the handler. */
  message(receipt: Receipt): void {
    if (this.messages++ % every === 0) this.look(receipt);
  }

  /** Looks at a message, as one that a latency is taken from must be. @returns when it was received, on the clock of `now()`. */
  look(receipt: Receipt): number {
    const nowMs = now();
    const atMs = atEvent(receipt.timestamp, nowMs);
    if (nowMs - atMs > this.maxMs) this.maxMs = nowMs - atMs;
    return atMs;
  }
}
