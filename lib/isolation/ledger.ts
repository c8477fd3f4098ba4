import { type MarkerOwner, markerPrefix, markerWord, readMarker } from './marker';

/** A marker that is not of the task that received it. */
export interface Stray {
  readonly kind: 'foreign' | 'stale';
  /** Undefined where the text names no owner of ours, as with a marker of another tool. */
  readonly owner: MarkerOwner | undefined;
  /** The marker as it came, at most 64 characters. */
  readonly text: string;
}

/** What one task's ledger holds, as counts of markers. */
export interface LedgerCounts {
  readonly checked: number;
  readonly foreign: number;
  readonly stale: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly late: number;
}

const semicolon = ';'.charCodeAt(0);
const zero = '0'.charCodeAt(0);

/** Classifies every marker that one task receives. The usual case, the next marker in order, costs two searches and no parsing. */
export class Ledger implements LedgerCounts {
  readonly prefix: string;
  checked = 0;
  foreign = 0;
  stale = 0;
  repeated = 0;
  reordered = 0;
  late = 0;
  private readonly owner: MarkerOwner;
  private readonly expected: number;
  private next = 0;
  /** Numbers below `next` that have not come yet; made only when something was skipped. */
  private gaps: Set<number> | undefined;
  private complete = false;

  /** @param expected how many markers the task asks for, numbered from 0. */
  constructor(owner: MarkerOwner, expected: number) {
    this.owner = owner;
    this.prefix = markerPrefix(owner);
    this.expected = expected;
  }

  /** Looks at one message. @returns the strays in it, where there are any. */
  look(text: string): Stray[] | undefined {
    let strays: Stray[] | undefined;
    for (let at = text.indexOf(markerWord); at !== -1; at = text.indexOf(markerWord, at + markerWord.length)) {
      this.checked++;
      if (text.startsWith(this.prefix, at)) {
        const message = numberAt(text, at + this.prefix.length);
        if (message !== undefined) {
          this.own(message);
          continue;
        }
      }
      strays ??= [];
      strays.push(this.stray(text.slice(at, at + 64)));
    }
    return strays;
  }

  /** The task was reported complete: what comes from now on is late. */
  completed(): void {
    this.complete = true;
  }

  /** Own markers that have not come. Only of meaning for a task that was reported complete. */
  get lost(): number {
    return this.expected - this.next + (this.gaps?.size ?? 0);
  }

  private own(message: number): void {
    if (message === this.next) this.next++;
    else if (message > this.next) {
      this.gaps ??= new Set();
      for (let skipped = this.next; skipped < message; skipped++) this.gaps.add(skipped);
      this.next = message + 1;
    } else if (this.gaps?.delete(message)) this.reordered++;
    else {
      this.repeated++;
      return;
    }
    if (this.complete) this.late++;
  }

  private stray(text: string): Stray {
    const owner = readMarker(text);
    const earlier = owner && owner.run === this.owner.run && owner.user === this.owner.user && owner.task < this.owner.task;
    if (earlier) this.stale++;
    else this.foreign++;
    return { kind: earlier ? 'stale' : 'foreign', owner, text: owner ? `${markerPrefix(owner)}${owner.message};` : text };
  }
}

/** The number that ends with `;` at a position of a text. */
function numberAt(text: string, from: number): number | undefined {
  let value = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === semicolon) return at > from ? value : undefined;
    const digit = code - zero;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return undefined;
}
