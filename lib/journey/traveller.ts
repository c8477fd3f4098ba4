import type { MarkerOwner } from '../isolation/marker';
import { markerPrefix } from '../isolation/marker';
import { ClientFigures } from '../requests/client-figures';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { after } from '../runtime/pace';
import type { Book } from './book';
import { TimeIsOver } from './over';

/** What the library keeps of one user, behind what its journey sees of it. */
export class Traveller {
  readonly book: Book;
  readonly index: number;
  readonly figures = new ClientFigures();
  /** Whose the markers of the present journey are. */
  owner: MarkerOwner;
  /** What the last request read, and the text that it came from. */
  lastRead: { readonly value: unknown; readonly text: string } | undefined;
  /** For how long the present journey has thought. */
  idleMs = 0;
  private readonly done: Record<string, { readonly value: unknown }> = {};
  private markers = 0;
  private nextMs = 0;

  constructor(book: Book, owner: Omit<MarkerOwner, 'task'>) {
    this.book = book;
    this.index = owner.user;
    this.owner = { ...owner, task: -1 };
  }

  /** Begins the next journey. */
  begin(): void {
    this.owner = { ...this.owner, task: this.owner.task + 1 };
    this.markers = 0;
    this.idleMs = 0;
  }

  async once<T>(name: string, act: () => Promise<T>): Promise<T> {
    const known = this.done[name];
    if (known) return known.value as T;
    const value = await act();
    this.done[name] = { value };
    return value;
  }

  forget(name: string): void {
    delete this.done[name];
  }

  marker(): string {
    return `${markerPrefix(this.owner)}${this.markers++};`;
  }

  /** Waits, and no longer than the load may last. */
  async wait(ms: number): Promise<void> {
    const fromMs = now();
    const waitMs = Math.min(ms, this.book.endMs - fromMs);
    if (waitMs > 0) await after(waitMs);
    const nowMs = now();
    // A timer may wake a fraction of a millisecond early.
    noteLag(Math.max(0, nowMs - fromMs - Math.max(0, waitMs)), nowMs);
    this.idleMs += nowMs - fromMs;
  }

  /** Waits for this user's turn to ask. @throws TimeIsOver */
  async turn(): Promise<void> {
    const { tickMs, endMs } = this.book;
    if (tickMs > 0 && this.nextMs > now()) await this.wait(this.nextMs - now());
    const nowMs = now();
    if (nowMs >= endMs) throw new TimeIsOver('The time of the load is over.');
    this.nextMs = nowMs + tickMs;
  }
}
