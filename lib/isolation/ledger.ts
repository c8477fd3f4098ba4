import { type MarkerOwner, markerPrefix, markerWord, readMarker } from './marker';
import { type Returns, returned } from './returns';
import { hasStampAt } from './stamp';

/** One object for many ledgers. */
export interface LedgerOptions {
  /** Every marker has a stamp behind it: one without it, or with half of it, was cut and has not come. Default false. */
  readonly stamped?: boolean;
  /** Markers that come again are kept for the habit of the target to be learnt from, and are not yet called repeated. Default false. */
  readonly learning?: boolean;
  /**
   * Whether the target may recall what the user said before, in another run or in the name of another user of this one: then it is neither
   * foreign nor stale. Default: never.
   */
  readonly recalls?: (said: MarkerOwner, by: MarkerOwner) => boolean;
}

/** A marker that a task received and that belongs to another task. */
export interface Stray {
  readonly kind: 'foreign' | 'stale';
  /** Undefined if the text names no owner, as a marker of another tool. */
  readonly owner: MarkerOwner | undefined;
  /** The marker as it came, at most 64 characters. */
  readonly text: string;
}

/** What is wrong with the markers that one task received, as counts of markers. */
export interface Anomalies {
  readonly foreign: number;
  readonly stale: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly late: number;
}

const plain: LedgerOptions = {};
const none: Anomalies = { foreign: 0, stale: 0, repeated: 0, reordered: 0, late: 0 };

/** Classifies every marker that one task receives. The usual case, the next marker in order, takes three searches and no parsing. */
export class Ledger {
  readonly owner: MarkerOwner;
  readonly prefix: string;
  /** Markers that name their owner: a damaged one proves nothing, not even that it is the task's own. */
  checked = 0;
  /** In an object of its own, shared until there is something to note: an object with more than eight fields is a large one in k6. */
  anomalies = none;
  /** Markers that the task asks for. */
  readonly expected: number;
  private next = 0;
  /** The marker that comes next. */
  private due: string;
  /** Numbers below `next` that have not come yet; made when the first is skipped. */
  private gaps: Set<number> | undefined;
  private complete = false;
  private readonly options: LedgerOptions;
  private returned: string[] | undefined;
  private lateReturned: string[] | undefined;

  /** @param expected number of markers that the task asks for, numbered from 0. */
  constructor(owner: MarkerOwner, expected: number, options = plain) {
    this.owner = owner;
    this.options = options;
    this.prefix = markerPrefix(owner);
    this.expected = expected;
    this.due = `${this.prefix}0;`;
  }

  /** Looks at one message. @returns the strays in it; undefined if there are none. */
  look(text: string): Stray[] | undefined {
    let strays: Stray[] | undefined;
    for (let at = text.indexOf(markerWord); at !== -1; at = text.indexOf(markerWord, at + markerWord.length)) {
      if (text.startsWith(this.due, at)) {
        if (this.isWhole(text, at + this.due.length)) this.own(this.next);
      } else if (text.startsWith(this.prefix, at)) this.ownAt(text, at + this.prefix.length);
      else {
        const stray = this.parse(text.slice(at, at + 64));
        if (stray) {
          strays ??= [];
          strays.push(stray);
        }
      }
    }
    return strays;
  }

  private isWhole(text: string, end: number): boolean {
    return !this.options.stamped || hasStampAt(text, end);
  }

  /** An own marker that is not the next one. @param from where its number begins. */
  private ownAt(text: string, from: number): void {
    const end = text.indexOf(';', from);
    if (end === -1) return;
    const number = text.slice(from, end);
    const message = Number(number);
    // A number that the task never asked for is damage and no leak: the marker that it was counts as lost.
    if (String(message) !== number || message < 0 || !(message < this.expected)) return;
    if (this.isWhole(text, end + 1)) this.own(message);
  }

  get isLearning(): boolean {
    return this.options.learning === true;
  }

  /** The task was reported complete: markers that come from now on are late. */
  completed(): void {
    this.complete = true;
  }

  /** Own markers that have not come. Means something only for a task that was reported complete. */
  get lost(): number {
    return this.expected - this.next + (this.gaps?.size ?? 0);
  }

  /** What came again before the completion, of a ledger that is learning. */
  get returns(): Returns {
    return this.returned?.join('') ?? '';
  }

  /** What came again after the completion. */
  get lateReturns(): Returns {
    return this.lateReturned?.join('') ?? '';
  }

  private own(message: number): void {
    this.checked++;
    const isReturn = message < this.next && !this.gaps?.has(message);
    if (isReturn && this.options.learning) return this.keep(returned(message, this.next));
    if (this.complete) this.note('late');
    if (message >= this.next) {
      for (let skipped = this.next; skipped < message; skipped++) {
        this.gaps ??= new Set();
        this.gaps.add(skipped);
      }
      this.next = message + 1;
      this.due = `${this.prefix}${this.next};`;
    } else if (this.gaps?.delete(message)) this.note('reordered');
    else this.note('repeated');
  }

  private keep(each: string): void {
    if (this.complete) {
      this.lateReturned ??= [];
      this.lateReturned.push(each);
    } else {
      this.returned ??= [];
      this.returned.push(each);
    }
  }

  private note(kind: keyof Anomalies): void {
    this.anomalies = { ...this.anomalies, [kind]: this.anomalies[kind] + 1 };
  }

  /** Whether a marker that was cut off equals this task's own up to there, so that it proves no leak. */
  private mayBeOwn(text: string): boolean {
    const [begun = ''] = /^[\w-]+/.exec(text) ?? [];
    return this.prefix.startsWith(begun) || begun.startsWith(this.prefix);
  }

  /** Reads a marker that does not begin as this task's do. @returns undefined where it proves no leak. */
  private parse(text: string): Stray | undefined {
    const owner = readMarker(text);
    const ofUser = owner !== undefined && owner.run === this.owner.run && owner.user === this.owner.user;
    if (ofUser && owner.task === this.owner.task) return undefined;
    if (!owner && this.mayBeOwn(text)) return undefined;
    if (owner && this.options.recalls?.(owner, this.owner)) return undefined;
    const kind = ofUser && owner.task < this.owner.task ? 'stale' : 'foreign';
    this.checked++;
    this.note(kind);
    return { kind, owner, text: owner ? `${markerPrefix(owner)}${owner.message};` : text };
  }
}
