import exec from 'k6/execution';
import type { ArrivingUserLoad } from '../load/arriving-users';
import type { JourneyLoad } from '../load/journey-load';
import type { UserLoad } from '../load/journey-users';
import { drawn, lastJourneysMs, mostPerSecond } from '../load/request-load';
import { arrivalMs, spansAbove } from '../load/stages';
import { counter, rate, sampleCounter, trend } from '../metrics/recorders';
import { now } from '../runtime/clock';
import { noteLag } from '../runtime/lag';
import { after } from '../runtime/pace';
import { recordScriptError } from '../runtime/script-error';
import { Book } from './book';
import type { GroupOf } from './group';
import type { JourneyUser, OwnMetrics } from './journey-user';
import { makeUser } from './make-user';
import { TimeIsOver, UnexpectedAnswer } from './over';
import { Traveller } from './traveller';

/** What a user does, whatever it declares. */
export type Act = (user: JourneyUser<string, OwnMetrics>) => Promise<unknown>;

/** Pause of a user whose journey failed: one that begins again at once would be a load of another kind. */
const afterFailureMs = 100;
/** Journeys of one VU that may be under way; a target that answers nothing must not take the generator's memory. */
const mostUnderWay = 1000;
/** Failures that each VU writes to the log; the metrics count them all. */
const loggedPerVu = 2;
let logged = 0;

const usersServed = counter('users_served');
const journeyOk = rate('journey_ok');
const journeys = sampleCounter('journey_ok');
const journeyTime = trend('journey_time');
const journeyTimes = sampleCounter('journey_time');

/** All users of one VU. */
export class Crowd {
  private readonly load: JourneyLoad;
  private readonly act: Act;
  private readonly metrics: OwnMetrics;
  private readonly run: string;
  private readonly startedMs = now();
  private readonly book: Book;
  private ended = 0;
  private succeeded = 0;

  constructor(load: JourneyLoad, act: Act, metrics: OwnMetrics, run: string, groupOf?: GroupOf) {
    this.load = load;
    this.act = act;
    this.metrics = metrics;
    this.run = run;
    const paced = load.kind === 'arriving users' || load.thinkMs !== undefined;
    const tickMs = paced ? 0 : (load.users / mostPerSecond) * 1000;
    this.book = new Book(load, this.startedMs + load.workMs + lastJourneysMs(), tickMs, groupOf);
  }

  async travel(): Promise<void> {
    await (this.load.kind === 'users' ? this.stay(this.load) : this.arrive(this.load));
    this.book.record();
    journeys.add(this.ended);
    journeyTimes.add(this.succeeded);
  }

  /** Users that make their journey again and again: VU v of n has the users v, v + n, v + 2n and so on. */
  private async stay(load: UserLoad): Promise<void> {
    const staying: Promise<void>[] = [];
    for (let index = exec.scenario.iterationInTest; index < load.users; index += load.vus)
      staying.push(this.user(load, index).catch((error) => recordScriptError(`user ${index}`, error)));
    await Promise.all(staying);
  }

  /** Counts a user that was answered as expected while all users of the load were there. */
  private countServed({ servedMs }: Traveller, { stretches, users }: UserLoad): void {
    const [[allThereMs] = [Number.POSITIVE_INFINITY]] = spansAbove(stretches, users - 1);
    if (servedMs >= this.startedMs + allThereMs) usersServed.add(1);
  }

  private async user(load: UserLoad, index: number): Promise<void> {
    const traveller = this.traveller(index);
    const user = makeUser(traveller, load, this.metrics);
    for (const [fromMs, untilMs] of spansAbove(load.stretches, index)) {
      // Users that come at once are out of step from the beginning.
      const firstMs = fromMs > 0 ? fromMs : Math.random() * drawn(load.thinkMs);
      await this.until(firstMs);
      traveller.nowMs = now();
      while (traveller.nowMs - this.startedMs < untilMs) {
        const ok = await this.journey(traveller, user);
        const restMs = Math.max(drawn(load.thinkMs), ok ? 0 : afterFailureMs);
        const leftMs = this.startedMs + untilMs - traveller.nowMs;
        if (restMs > 0) await traveller.wait(Math.min(restMs, leftMs), traveller.nowMs);
        // A timer may wake a fraction of a millisecond early: who looked at the clock again would begin once more.
        if (restMs >= leftMs) break;
      }
    }
    traveller.figures.record({});
    this.countServed(traveller, load);
  }

  /** Users that come at their moments and make one journey. */
  private async arrive(load: ArrivingUserLoad): Promise<void> {
    const underWay = new Set<Promise<unknown>>();
    for (let index = exec.scenario.iterationInTest; index < load.arrivals; index += load.vus) {
      const dueMs = arrivalMs(load.stretches, index);
      await this.until(dueMs);
      if (underWay.size >= mostUnderWay) {
        this.leaveOut();
        continue;
      }
      const traveller = this.traveller(index);
      const journey = this.journey(traveller, makeUser(traveller, load, this.metrics)).finally(() =>
        underWay.delete(journey),
      );
      underWay.add(journey);
    }
    await Promise.all(underWay);
  }

  private traveller(user: number): Traveller {
    return new Traveller(this.book, { run: this.run, vu: exec.vu.idInTest, user });
  }

  /** Waits for a moment of the load. */
  private async until(ms: number): Promise<void> {
    const waitMs = this.startedMs + ms - now();
    if (waitMs > 0) await after(waitMs);
    const nowMs = now();
    noteLag(Math.max(0, nowMs - this.startedMs - ms), nowMs);
  }

  /** A user that was due while all those before it are under way: a failure of the target. */
  private leaveOut(): void {
    this.book.step('no journey begun').tally.leaveOut();
    this.settle(false);
  }

  private settle(ok: boolean): boolean {
    journeyOk.add(ok);
    this.ended++;
    if (ok) this.succeeded++;
    return ok;
  }

  /** Never rejects. @returns false where it failed. */
  private async journey(traveller: Traveller, user: JourneyUser<string, OwnMetrics>): Promise<boolean> {
    const startedMs = traveller.nowMs;
    traveller.begin();
    try {
      await this.act(user);
    } catch (error) {
      traveller.nowMs = now();
      if (error instanceof TimeIsOver) return true;
      if (error instanceof UnexpectedAnswer) {
        if (logged++ < loggedPerVu) console.warn(`user ${traveller.index}: ${error.message}`);
      } else recordScriptError(`user ${traveller.index}`, error);
      return this.settle(false);
    }
    traveller.nowMs = now();
    journeyTime.add(traveller.nowMs - startedMs - traveller.idleMs);
    return this.settle(true);
  }
}
