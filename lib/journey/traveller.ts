import http from 'k6/http';
import type { MarkerOwner } from '../isolation/marker';
import { userPrefix } from '../isolation/seen';
import { ClientFigures } from '../requests/client-figures';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { later } from '../runtime/pace';
import type { Book } from './book';
import { TimeIsOver } from './over';

/** What the library keeps of one user, behind what its journey sees of it. */
export class Traveller {
  readonly book: Book;
  readonly index: number;
  readonly figures = new ClientFigures();
  /** Whether it may see what another user wrote; absent: only what is its own. */
  readonly shares: ((writer: number) => boolean) | undefined;
  /** When its last answer as expected came, on the clock of `now()`. */
  servedMs = Number.NEGATIVE_INFINITY;
  /** Begins each of its markers. */
  readonly prefix: string;
  /** Whose the markers of the present journey are. */
  readonly owner: MarkerOwner & { task: number };
  readonly cookies = new http.CookieJar();
  /** What the last request read, and the text that it came from. One object for all of them. */
  readonly lastRead: { value: unknown; text: string } = { value: undefined, text: '' };
  /** When the clock was last read, ahead of a journey, after an answer, a pause or a journey: k6 takes 2 µs for it. */
  nowMs = now();
  /** For how long the present journey has thought. */
  idleMs = 0;
  private readonly done: Record<string, Promise<unknown>> = {};
  private markers = 0;
  private nextMs = Number.NEGATIVE_INFINITY;

  constructor(book: Book, owner: Omit<MarkerOwner, 'task'>) {
    this.book = book;
    this.index = owner.user;
    this.owner = { ...owner, task: -1 };
    this.prefix = userPrefix(owner);
    const { groupOf } = book;
    const group = groupOf?.(owner.user);
    this.shares = groupOf && ((writer) => groupOf(writer) === group);
  }

  /** Begins the next journey. */
  begin(): void {
    this.owner.task++;
    this.markers = 0;
    this.idleMs = 0;
  }

  /** One promise for all who ask, because each costs. */
  once<T>(name: string, act: () => Promise<T>): Promise<T> {
    const known = this.done[name];
    if (known) return known as Promise<T>;
    const doing = act();
    this.done[name] = doing;
    doing.catch(() => this.forget(name));
    return doing;
  }

  forget(name: string): void {
    delete this.done[name];
  }

  marker(): string {
    this.book.written++;
    return `${this.prefix}T${this.owner.task}-M${this.markers++};`;
  }

  /** Waits, and no longer than the load may last. @param fromMs `now()`, where the caller has read it. */
  wait(ms: number, fromMs = now()): Promise<void> {
    const waitMs = Math.max(0, Math.min(ms, this.book.endMs - fromMs));
    return new Promise((resolve) =>
      later(waitMs, () => {
        const nowMs = now();
        this.nowMs = nowMs;
        const tookMs = nowMs - fromMs;
        // A timer may wake a fraction of a millisecond early.
        noteLag(Math.max(0, tookMs - waitMs), nowMs);
        this.idleMs += tookMs;
        resolve();
      }),
    );
  }

  /** How long it is until this user may ask again; to be called when it asks. @throws TimeIsOver */
  dueInMs(): number {
    const { tickMs, endMs } = this.book;
    // Without ticks only the end matters, and it is not missed by much: each answer reads the clock.
    const nowMs = tickMs > 0 ? now() : this.nowMs;
    if (nowMs >= endMs) throw new TimeIsOver('The time of the load is over.');
    if (tickMs === 0) return 0;
    const dueMs = Math.max(nowMs, this.nextMs);
    this.nextMs = dueMs + tickMs;
    return dueMs - nowMs;
  }
}
