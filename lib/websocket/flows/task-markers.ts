import { recordChances } from '../../isolation/chances';
import { learn } from '../../isolation/habits';
import { Ledger, type LedgerOptions } from '../../isolation/ledger';
import { markedTask } from '../../isolation/marker';
import { Pieces } from '../../isolation/pieces';
import { recordLedger, recordStrays } from '../../isolation/record';
import type { User } from '../../load/users';
import type { Garbage } from '../dialect/garbage';
import type { Speaker } from '../dialect/speaker';
import { readEvent } from '../protocols/read-event';
import type { TaskEvent } from '../protocols/task-protocol';

/** How often a target says what it was given is its own habit. */
const learning: LedgerOptions = { learning: true };

/** Which task of a user it is, and how its messages are read. */
export interface MarkedTask {
  readonly protocol: { read(message: string, speaker: Speaker): TaskEvent };
  /** Number of this task among those of its user, from 0. */
  readonly task: number;
}

/** The markers of one task, whatever carries its messages. */
export class TaskMarkers {
  private readonly user: User;
  private readonly protocol: MarkedTask['protocol'];
  private readonly speaker: Speaker;
  private readonly ledger: Ledger;
  /** Made for a protocol that has text to join. */
  private pieces: Pieces | undefined;

  constructor(user: User, { protocol, task }: MarkedTask, speaker: Speaker) {
    const { run, vu, index, load } = user;
    this.user = user;
    this.protocol = protocol;
    this.speaker = speaker;
    this.ledger = new Ledger({ run, vu, user: index, task }, load.messages, learning);
  }

  /** What the task prints. */
  get text(): string {
    return markedTask(this.ledger.prefix, this.user.load.messages);
  }

  /** Markers that came and say whose they are. */
  get checked(): number {
    return this.ledger.checked;
  }

  /** Reads one message and searches it for markers, whatever it is. */
  hear(message: string): TaskEvent | Garbage {
    const event = readEvent(this.protocol, message, this.speaker);
    this.search(event.kind === 'output' && event.text !== undefined ? this.joined(event.text, message) : message);
    return event;
  }

  /** The target reported the task complete: markers that come from now on are late. */
  completed(): void {
    if (this.pieces) this.search(this.pieces.rest());
    this.ledger.completed();
  }

  /** Adds up what was found; to be called once, at the end. @param complete whether missing markers are lost. */
  record(complete: boolean): void {
    if (this.pieces) this.search(this.pieces.rest());
    recordLedger(this.ledger, complete);
    learn(this.ledger, complete);
    if (this.user.load.users > 1) recordChances(this.ledger.checked);
  }

  /** Searches text that is no message of the protocol. */
  search(text: string): void {
    const strays = this.ledger.look(text);
    if (strays) recordStrays(this.ledger.owner, strays);
  }

  private joined(piece: string, message: string): string {
    this.pieces ??= new Pieces();
    return this.pieces.add(piece, message);
  }
}
