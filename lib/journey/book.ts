import { httpUrl, requestTimeoutMs } from '../environment/target';
import { anySuccess, type Expectation } from '../http/expectation';
import { recordChances } from '../isolation/chances';
import type { JourneyLoad } from '../load/journey-load';
import { counter, rate } from '../metrics/recorders';
import { Tally } from '../requests/tally';
import { type GroupOf, hasStrangers } from './group';

const checked = counter('markers_checked');
const compared = counter('markers_compared');
const written = counter('markers_written');
const readBack = rate('markers_read_back');
const searched = counter('answers_searched');
const unsearched = counter('answers_unsearched');

/** Requests of one name. */
export interface Step {
  readonly tags: Record<string, string>;
  readonly tally: Tally;
  /** Those of its last request, which most often are those of the next. */
  expects: Expectation;
  /** Requests so far. */
  asked: number;
}

/** What all journeys of a VU add up: sums that cost a sample each at the end, and none for each request. */
export class Book {
  /** From the start of the load until no request of a journey begins any more, on the clock of `now()`. */
  readonly endMs: number;
  /** Between two requests of one user; 0: users make their own pauses. */
  readonly tickMs: number;
  /** TARGET_URL as it is asked by HTTP: to make it takes k6 as long as a third of a request. */
  readonly base = httpUrl('');
  /** For how long a request may wait for its answer. */
  readonly timeoutMs = requestTimeoutMs();
  /** Which users may see each other's markers; absent: none. */
  readonly groupOf: GroupOf | undefined;
  private readonly load: JourneyLoad;
  private readonly steps: Record<string, Step> = {};
  /** Markers that users wrote. */
  written = 0;
  /** Answers that were not searched for markers of others. */
  unsearched = 0;
  private searched = 0;
  private seen = 0;
  private shown = 0;

  constructor(load: JourneyLoad, endMs: number, tickMs: number, groupOf?: GroupOf) {
    this.groupOf = groupOf;
    this.load = load;
    this.endMs = endMs;
    this.tickMs = tickMs;
  }

  step(name: string): Step {
    const known = this.steps[name];
    if (known) return known;
    const tags = { name };
    const step = { tags, tally: new Tally(this.load.workMs, tags), expects: anySuccess, asked: 0 };
    this.steps[name] = step;
    return step;
  }

  /** @param seen markers that an answer had, in a body that was searched for those of others. */
  look(seen: number): void {
    this.searched++;
    this.seen += seen;
  }

  /** @param shown markers of which is known whether an answer had them. */
  compare(shown: number): void {
    this.shown += shown;
  }

  /** To be called once, at the end. */
  record(): void {
    for (const { tally } of Object.values(this.steps)) tally.record();
    if (this.seen > 0) checked.add(this.seen);
    if (this.shown > 0) compared.add(this.shown);
    const chances = hasStrangers(this.load.users, this.groupOf) ? this.seen : 0;
    if (chances > 0) recordChances(chances);
    if (this.written > 0) {
      written.add(this.written);
      readBack.add(chances > 0);
    }
    if (this.searched > 0) searched.add(this.searched);
    if (this.unsearched > 0) unsearched.add(this.unsearched);
  }
}
