import type { Readings } from '../../lib/gate/reading';
import type { Environment } from '../k6/environment';
import type { Rest } from '../k6/rest';
import type { Status } from '../k6/rest-answers';
import type { RunningK6 } from '../k6/start';
import { overdue, type StopReason } from './overdue';
import { readUsage } from './process-usage';
import { showProgress } from './progress';
import type { UsageSample } from './saturation';
import type { Screen } from './screen';

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
    const usage = await readUsage(k6.pid);
    const atMs = performance.now();
    if (usage) this.samples.push({ ...usage, atMs, loading: this.isLoading });
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
    return { lastReadings: this.lastReadings, samples: this.samples, durationMs: Math.max(0, durationMs) };
  }

  private keep(readings: Readings | undefined): void {
    this.lastReadings = readings ?? this.lastReadings;
  }

  private follow(status: Status): void {
    // A silent k6 is busy with what it did last.
    if (status.kind === 'silent') return;
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
