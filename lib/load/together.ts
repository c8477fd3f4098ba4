import { counter } from '../metrics';
import { openCount } from '../websocket/open-count';
import type { Load } from './load';
import { after, turnMs } from './pace';

const openSockets = counter('open_sockets');

/** The instant at which the open sockets of a VU are counted, and behind it the users' turns to begin, at the pace of the connects. */
export class Together {
  private readonly load: Load;
  /** Wall clock of the instant. */
  private readonly atMs: number;
  private readonly waiting: { readonly index: number; begin(): void }[] = [];
  private isCounted = false;

  /** @param startMs wall clock at the start of the load. */
  constructor(load: Load, startMs: number) {
    this.load = load;
    this.atMs = startMs + load.togetherAtMs;
  }

  /** Settles when it is this user's turn. */
  turnOf(index: number): Promise<void> {
    // A user that comes late has a timer of its own.
    if (this.isCounted) return this.untilTurnOf(index);
    return new Promise((begin) => this.waiting.push({ index, begin }));
  }

  /** Settles when all that wait have had their turn: one timer for all of them, because k6 keeps timers in a sorted slice. */
  async count(): Promise<void> {
    await after(this.atMs - Date.now());
    openSockets.add(openCount.get());
    this.isCounted = true;
    for (const { index, begin } of this.waiting) {
      await this.untilTurnOf(index);
      begin();
    }
  }

  private untilTurnOf(index: number): Promise<void> {
    return after(this.atMs + turnMs(this.load, index) - Date.now());
  }
}
