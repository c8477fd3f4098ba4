import { counter, trend } from '../metrics/recorders';
import { after, atTurns } from '../runtime/pace';
import { openCount } from './open-count';
import type { SocketLoad } from './sockets';

const openSockets = counter('open_sockets');
const generatorLag = trend('generator_lag');

/** Sockets have had a second and more to open by then. A smaller lateness is not worth a sample for each user. */
const toleratedMs = 100;

/** The instant at which the open sockets of a VU are counted, and after it the users' turns to begin, at the pace of the connects. */
export class Together {
  private readonly load: SocketLoad;
  /** Wall clock of the instant. */
  private readonly atMs: number;
  /** What users do at their turns, by their index. */
  private readonly waiting: Record<number, () => void> = {};
  private turn = -1;
  private counted = 0;

  /** @param startMs wall clock at the start of the load. */
  constructor(load: SocketLoad, startMs: number) {
    this.load = load;
    this.atMs = startMs + load.togetherAtMs;
  }

  /** Calls `begin` when it is this user's turn, immediately if the turn has passed. @param begin must not throw. */
  begin(index: number, begin: () => void): void {
    if (index <= this.turn) begin();
    else this.waiting[index] = begin;
  }

  /**
   * Counts what the instant missed, where users stay: a target whose handshakes are slow has its users later. Where they leave, the VUs may
   * have their peaks one after the other. To be called at the end.
   */
  countPeak(): void {
    if ('schedule' in this.load) openSockets.add(Math.max(0, openCount.peak() - this.counted));
  }

  /** Counts at the instant. Settles when all users have had their turn. */
  async count(): Promise<void> {
    await after(this.atMs - Date.now());
    this.counted = openCount.get();
    openSockets.add(this.counted);
    // A VU that comes late counts without the sockets whose opening still waits for it, whatever the target did.
    const lateMs = Date.now() - this.atMs;
    await atTurns(this.load, this.atMs, (index) => {
      if (lateMs > toleratedMs) generatorLag.add(lateMs);
      this.turn = index;
      this.waiting[index]?.();
      delete this.waiting[index];
    });
  }
}
