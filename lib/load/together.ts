import { counter } from '../metrics';
import { openCount } from '../websocket/open-count';
import type { Load } from './load';
import { after, turnMs, untilMs } from './pace';

const openSockets = counter('open_sockets');

/** The instant at which the open sockets of a VU are counted, and behind it the users' turns to begin, at the pace of the connects. */
export class Together {
  private readonly load: Load;
  private readonly waiting: { readonly index: number; begin(): void }[] = [];
  private isCounted = false;

  constructor(load: Load) {
    this.load = load;
  }

  /** Settles when it is this user's turn. */
  turnOf(index: number): Promise<void> {
    // A user that comes late has a timer of its own.
    if (this.isCounted) return after(this.untilTurnOf(index));
    return new Promise((begin) => this.waiting.push({ index, begin }));
  }

  /** Settles when all that wait have had their turn: one timer for all of them, because k6 keeps timers in a sorted slice. */
  async count(): Promise<void> {
    await after(untilMs(this.load.togetherAtMs));
    openSockets.add(openCount.get());
    this.isCounted = true;
    for (const { index, begin } of this.waiting) {
      await after(this.untilTurnOf(index));
      begin();
    }
  }

  private untilTurnOf(index: number): number {
    return untilMs(this.load.togetherAtMs + turnMs(this.load, index));
  }
}
