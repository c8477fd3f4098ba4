import { unfinishedIn } from '../../isolation/unfinished';

/** One message of a user, and what came as the answer to it, in one part or many. */
export class Answer {
  readonly sentAtMs: number;
  /** When the first part came that was not empty; undefined: none has come. */
  heardAtMs: number | undefined;
  /** Parts came, and all of them were empty. */
  isEmpty = false;
  /** Times that the part with the marker came, each the same. */
  copies = 0;
  /** The marker of another message of the user came. */
  hasOther = false;
  private readonly marker: string;
  private readonly prefix: string;
  /** The part that completed the marker. */
  private complete: string | undefined;
  /** A marker that the last part left unfinished: a server that streams may cut it. */
  private unfinished = '';

  /** @param prefix of the user's markers. */
  constructor(sentAtMs: number, prefix: string, message: number) {
    this.sentAtMs = sentAtMs;
    this.prefix = prefix;
    this.marker = `${prefix}${message};`;
  }

  /** Takes one part. @returns true where it is the first that shows that this answers the message: it holds the marker, or its end. */
  add(part: string, atMs: number): boolean {
    if (part.trim() === '') this.isEmpty = this.heardAtMs === undefined;
    else {
      this.isEmpty = false;
      this.heardAtMs ??= atMs;
    }
    const text = this.unfinished + part;
    this.unfinished = unfinishedIn(text);
    if (text.includes(this.marker)) return this.completed(part);
    this.hasOther ||= this.findsOther(text);
    return false;
  }

  /** What of a marker two parts share; empty where the last part left none unfinished. */
  get seam(): string {
    return this.unfinished;
  }

  private completed(part: string): boolean {
    if (this.complete === part) this.copies++;
    if (this.complete !== undefined) return false;
    this.complete = part;
    this.copies = 1;
    return true;
  }

  private findsOther(text: string): boolean {
    const at = text.indexOf(this.prefix);
    return at !== -1 && text.indexOf(';', at) !== -1;
  }
}
