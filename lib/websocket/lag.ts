import { atEvent, now } from '../clock';
import type { Receipt } from './engine';

/** Of so many messages one is looked at: reading two clocks for each would itself be a noticeable part of the generator's work. */
const every = 8;

/** Watches how long the messages of one socket wait for their handler. */
export class LagWatch {
  messages = 0;
  /** The longest wait seen. */
  maxMs = 0;

  /** Call it first thing in the handler. */
  message(receipt: Receipt): void {
    if (this.messages++ % every === 0) this.received(atEvent(receipt.timestamp));
  }

  /** A message whose time of receipt is known anyway: one that a latency is taken from must be looked at. */
  received(atMs: number): void {
    this.maxMs = Math.max(this.maxMs, now() - atMs);
  }
}
