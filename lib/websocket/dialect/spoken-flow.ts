import type { Receipt } from '../engine/receipt';
import type { Flow, Frames, Session } from '../session/flow';
import type { Outcome } from '../session/outcome';
import { garbage } from './garbage';
import type { Speaker } from './speaker';
import type { Speaking } from './speaking';

/** A flow in a dialect: the user enters, and then the flow begins. It hears single messages, and the dialect's replies are said for it. */
export class SpokenFlow implements Flow {
  private readonly flow: Flow;
  private readonly speaking: Spoken;
  private readonly speaker: Speaker;
  private isIn: boolean;

  constructor(flow: Flow, speaking: Spoken, speaker: Speaker) {
    this.flow = flow;
    this.speaking = speaking;
    this.speaker = speaker;
    this.isIn = speaking.enter === undefined;
  }

  get who(): string {
    return this.flow.who;
  }
  get isTask(): boolean {
    return this.flow.isTask ?? false;
  }
  get isExtra(): boolean {
    return this.flow.isExtra ?? false;
  }
  get lingerMs(): number {
    return this.flow.lingerMs ?? 0;
  }
  get atOnceMs(): number | undefined {
    return this.flow.atOnceMs;
  }
  get enters(): boolean {
    return this.speaking.enter !== undefined;
  }
  get frames(): Frames | undefined {
    return this.speaking.frames;
  }

  opened(session: Session): void {
    if (this.isIn) this.flow.opened(session);
    else this.enter(session, undefined);
  }

  message(session: Session, frame: string, receipt: Receipt): void {
    const { split } = this.speaking;
    if (!split) return this.one(session, frame, receipt);
    for (const message of this.understood(session, frame, () => split(frame)) ?? [frame])
      this.one(session, message, receipt);
  }

  over(session: Session, outcome: Outcome): void {
    this.flow.over(session, outcome);
  }

  private one(session: Session, message: string, receipt: Receipt): void {
    if (!session.outcome) this.reply(session, message);
    if (this.isIn) return this.flow.message?.(session, message, receipt);
    this.flow.overheard?.(session, message, receipt);
    if (!session.outcome) this.enter(session, message);
  }

  private reply(session: Session, message: string): void {
    const { reply } = this.speaking;
    const words = reply && this.understood(session, message, () => reply(message, this.speaker));
    if (words !== undefined) session.send(words);
  }

  private enter(session: Session, heard: string | undefined): void {
    const { enter } = this.speaking;
    if (!enter) return;
    const step = () => enter(heard, this.speaker);
    const entering = heard === undefined ? step() : this.understood(session, heard, step);
    if (!entering) return;
    if (entering.kind === 'refused')
      return session.settle({ kind: 'turned-away', by: 'message', reason: entering.reason });
    if (entering.say !== undefined) session.send(entering.say);
    if (entering.kind === 'wait') return;
    this.speaker.entered = heard;
    this.isIn = true;
    session.letIn();
    this.flow.opened(session);
  }

  /** What the dialect makes of what the target said; undefined where that is not in the dialect, which costs the socket. */
  private understood<Meaning>(session: Session, said: string, read: () => Meaning): Meaning | undefined {
    try {
      return read();
    } catch (error) {
      session.settle({ kind: 'protocol-error', what: garbage(error, said).what });
      return undefined;
    }
  }
}

/** How a dialect is spoken, in short. */
type Spoken = Pick<Speaking, 'enter' | 'reply' | 'split'> & { readonly frames: Frames | undefined };
