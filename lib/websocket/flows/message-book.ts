import { taskTimeoutMs } from '../../environment/target';
import { countedTrend, counter, rate } from '../../metrics/recorders';
import { now } from '../../runtime/clock';

const messageOk = rate('message_ok');
const messagesDue = counter('messages_due');
const messagesAnswered = counter('messages_answered');
const messageTime = countedTrend('message_time');

/** The messages of one user. Each is recorded once, as answered in time or not. */
export class MessageBook {
  /** When each message under way was sent, by its id and in the order of sending. */
  private readonly underWay = new Map<string, number>();
  /** Messages that are not recorded yet. */
  private open = 0;

  /** @param count messages that the user will send from now on. */
  expect(count: number): void {
    this.open = count;
  }

  sending(id: string): void {
    this.underWay.set(id, now());
  }

  get isSettled(): boolean {
    return this.underWay.size === 0;
  }

  /** @returns false for a message that is not under way: it was answered before, or another user sent it. */
  answered(id: string, atMs: number): boolean {
    const sentAtMs = this.underWay.get(id);
    if (sentAtMs === undefined) return false;
    this.underWay.delete(id);
    messageTime.add(atMs - sentAtMs);
    messagesAnswered.add(1);
    this.count(atMs - sentAtMs <= taskTimeoutMs());
    return true;
  }

  /** The target could not answer a message. @param id undefined if it does not say which: then the oldest one has failed. */
  failed(id: string | undefined): void {
    const [oldest] = this.underWay.keys();
    if (this.underWay.delete(id ?? oldest ?? '')) this.count(false);
  }

  /** The end: a message that was not answered, or could not be sent any more, has failed. */
  close(): void {
    while (this.open > 0) this.count(false);
  }

  private count(ok: boolean): void {
    this.open--;
    messagesDue.add(1);
    messageOk.add(ok);
  }
}
