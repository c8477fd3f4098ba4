import type { Readings } from '../../lib/gate/reading';
import type { Environment } from '../k6/environment';
import type { Rest } from '../k6/rest';
import type { Status } from '../k6/rest-answers';
import type { RunningK6 } from '../k6/start';
import { coresForK6 } from './cores';
import { overdue, type StopReason } from './overdue';
import { processTree } from './process-tree';
import { readUsageOf } from './process-usage';
import { showProgress } from './progress';
import type { UsageSample } from './saturation';
import type { Screen } from './screen';
import { type Throttling, ThrottlingWatch } from './throttling';

export interface ObservedRun {
  readonly k6: RunningK6;
  /** That k6 was started with. */
  readonly environment: Environment;
  readonly rest: Rest;
  /** What the run may take. */
  readonly statedMs: number;
  /** How long k6 took to load the script when it was inspected. */
  readonly loadingMs: number;
  readonly screen: Screen;
}

/** What was seen of a run. */
export interface Sightings {
  /** What k6's REST API last gave: k6 may leave no result behind. */
  readonly lastReadings: Readings | undefined;
  readonly samples: readonly UsageSample[];
  /** That k6 may use at the same time. */
  readonly cores: number;
  readonly throttling: Throttling;
  /** From the moment at which setup() or the load was seen to begin. */
  readonly durationMs: number;
}

const periodMs = 500;
/** Until k6 has begun: a small load is over in less than half a second. */
const startingPeriodMs = 100;
/** Progress: counters only, which cost k6 nothing. */
const progressEveryMs = 1_000;
/**
 * All metrics, for which k6 sorts the samples of every trend. They are taken during the run because k6 shuts its API down before it writes
 * its summary, and may hang there.
 */
const readingsEveryMs = 5_000;

/** Looks at a running k6 from outside: through its REST API, and through what the system says about its process. */
export class RunObserver {
  private readonly run: ObservedRun;
  private readonly startedAtMs = performance.now();
  private readonly samples: UsageSample[] = [];
  private readonly throttling = new ThrottlingWatch();
  private cores: number | undefined;
  private lastReadings: Readings | undefined;
  private isLoading = false;
  private activeVus = 0;
  private openingAtMs: number | undefined;
  private begunAtMs: number | undefined;
  private endedAtMs: number | undefined;
  private progressAtMs = 0;
  private readingsAtMs = performance.now();

  constructor(run: ObservedRun) {
    this.run = run;
    // A short run may be over before the first look.
    this.throttling.look([run.k6.pid], false);
  }

  /** How long to wait before the next look. */
  periodMs(): number {
    return this.begunAtMs === undefined ? startingPeriodMs : periodMs;
  }

  /** Looks at k6 once. */
  async observe(): Promise<void> {
    const { k6, rest } = this.run;
    const status = await rest.status();
    this.follow(status);
    await this.sample(k6.pid);
    const atMs = performance.now();
    if (status.kind !== 'answer') return;
    if (atMs - this.progressAtMs >= progressEveryMs) {
      this.progressAtMs = atMs;
      await showProgress({ ...this.run, elapsedMs: atMs - this.startedAtMs, activeVus: this.activeVus });
    }
    if (status.phase === 'ended' || atMs - this.readingsAtMs >= readingsEveryMs) {
      this.readingsAtMs = atMs;
      this.keep(await rest.readings());
    }
  }

  /** The process is looked at whether or not its API answers. */
  private async sample(pid: number): Promise<void> {
    const pids = await processTree(pid);
    const usage = await readUsageOf(pids);
    if (!usage) return;
    this.samples.push({ ...usage, atMs: performance.now(), loading: this.isLoading });
    this.throttling.look(pids, this.begunAtMs !== undefined);
    // What is gone by the time that it is asked seems to have no limit.
    this.cores = Math.min(this.cores ?? Number.POSITIVE_INFINITY, coresForK6(pids, this.run.environment));
  }

  /** Whether it is time to end k6, and why. */
  overdue(): StopReason | undefined {
    const now = performance.now();
    return overdue({
      elapsedMs: now - this.startedAtMs,
      statedMs: this.run.statedMs,
      endedForMs: this.endedAtMs === undefined ? undefined : now - this.endedAtMs,
      hasBegun: this.begunAtMs !== undefined,
      loadingMs: this.run.loadingMs,
      activeVus: this.activeVus,
      openingForMs: this.openingAtMs === undefined ? undefined : now - this.openingAtMs,
      outputs: this.run.environment.K6_OUT ?? '',
    });
  }

  /** What comes after this moment is no part of the run. */
  close(readings: Readings | undefined): void {
    this.endedAtMs ??= performance.now();
    this.keep(readings);
  }

  sightings(): Sightings {
    const durationMs = (this.endedAtMs ?? performance.now()) - (this.begunAtMs ?? this.startedAtMs);
    const { lastReadings, samples, cores = coresForK6([], this.run.environment) } = this;
    const throttling = this.throttling.sum();
    return { lastReadings, samples, cores, throttling, durationMs: Math.max(0, durationMs) };
  }

  private keep(readings: Readings | undefined): void {
    this.lastReadings = readings ?? this.lastReadings;
  }

  private follow(status: Status): void {
    // A silent k6 is busy with what it did last; one that had not begun has, or something else listens at its port.
    if (status.kind === 'silent') {
      if (this.begunAtMs === undefined) this.endedAtMs = undefined;
      return;
    }
    const phase = status.kind === 'answer' ? status.phase : undefined;
    if (status.kind === 'answer') this.activeVus = status.activeVus;
    this.openingAtMs = phase === 'opening' ? (this.openingAtMs ?? performance.now()) : undefined;
    if (phase !== undefined && phase !== 'opening' && phase !== 'starting') this.begunAtMs ??= performance.now();
    this.isLoading = phase === 'load';
    // k6 shuts its API down before it writes the summary.
    const isOver = phase === undefined || phase === 'ended';
    this.endedAtMs = isOver ? (this.endedAtMs ?? performance.now()) : undefined;
  }
}
