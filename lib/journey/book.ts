import { httpUrl } from '../environment/target';
import { recordChances } from '../isolation/chances';
import type { JourneyLoad } from '../load/journey-load';
import { counter } from '../metrics/recorders';
import { Tally } from '../requests/tally';
import { anySuccess, type Expectation } from './expectation';

const checked = counter('markers_checked');
const compared = counter('markers_compared');

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
  private readonly load: JourneyLoad;
  private readonly steps: Record<string, Step> = {};
  private seen = 0;
  private shown = 0;

  constructor(load: JourneyLoad, endMs: number, tickMs: number) {
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

  /** @param seen markers that an answer had. @param shown markers of which is known whether it had them. */
  look(seen: number, shown: number): void {
    this.seen += seen;
    this.shown += shown;
  }

  /** To be called once, at the end. */
  record(): void {
    for (const { tally } of Object.values(this.steps)) tally.record();
    if (this.seen > 0) checked.add(this.seen);
    if (this.shown > 0) compared.add(this.shown);
    if (this.load.users > 1 && this.seen > 0) recordChances(this.seen);
  }
}
