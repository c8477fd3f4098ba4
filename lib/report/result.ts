import type { GeneratorBounds } from '../gate/generator';
import type { Need } from '../gate/limit';
import type { Readings } from '../gate/reading';
import type { Invalidity, JudgedLimit, Verdict } from '../gate/verdict';
import type { LeakPair } from '../isolation/leak-pair';
import type { OutcomeKind } from '../metrics/outcomes';
import type { BreakingPoint } from './breaking-point';

/** Raised when a reader of the old form would misread the new one. docs/results.md describes every field. */
export const schemaVersion = 1;

/** What the library and k6 were when the bundle was made. */
export interface BuildInfo {
  readonly loadmark: string;
  /** git commit, or `unknown` outside a checkout. */
  readonly commit: string;
}

/** The generator's own figures. Figures that only a watcher outside k6 can take are null after a plain `k6 run`. */
export interface GeneratorFigures {
  readonly bounds: GeneratorBounds;
  /** p95 of `generator_lag`: how late k6 was with what it received or had to send. */
  readonly lagP95Ms: number | null;
  readonly droppedIterations: number;
  readonly cpuSeconds: number | null;
  /** Largest share of the cores that k6 may use, over any second of the run; 1 is all of them. */
  readonly peakCpuShare: number | null;
  /** Of the time in which k6's threads were ready to run during the load, the share that they waited for a core. */
  readonly waitedShare: number | null;
  readonly peakMemoryMB: number | null;
  /** Of the CPU time that everything on k6's machine wanted, the share that the hypervisor gave to other machines ("steal"). */
  readonly stolenCpuShare: number | null;
}

/** The record of one run. */
export interface Result {
  readonly schemaVersion: typeof schemaVersion;
  readonly scenario: string;
  readonly verdict: Verdict;
  readonly limits: readonly JudgedLimit[];
  readonly invalidities: readonly Invalidity[];
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** TARGET_URL, or the database without its user and password; a TARGET_URL with a user, a query or a fragment is refused, so nothing secret can be in it. */
  readonly target: string;
  /** Host and port of the proxy between k6 and the target; null: there is none, or after a plain `k6 run` nobody looked. */
  readonly proxy: string | null;
  /** Names of the variables of k6 that came from outside and were let through; null after a plain `k6 run`. */
  readonly k6Variables: readonly string[] | null;
  /** What limits may need and was given. */
  readonly given: readonly Need[];
  readonly strict: boolean;
  readonly load: LoadFigures;
  /** Sockets by how they settled. */
  readonly outcomes: Readonly<Partial<Record<OutcomeKind, number>>>;
  /** Refused handshakes by HTTP status. */
  readonly refusals: Readonly<Partial<Record<string, number>>>;
  /** Up to three sockets that failed, each in other words: from k6's log, so none after a plain `k6 run`, which shows the log itself. */
  readonly failures: readonly string[];
  readonly isolation: IsolationFigures | null;
  readonly breakingPoint: BreakingPoint | null;
  readonly generator: GeneratorFigures;
  /** Every metric of the run by k6's name. */
  readonly figures: Readings;
  readonly versions: BuildInfo & { readonly k6: string | null };
  readonly k6ExitCode: number | null;
  readonly machine: Machine | null;
}

export interface LoadFigures {
  readonly describe: string;
  readonly model: 'closed' | 'open';
  readonly users: number;
  readonly vus: number;
  readonly iterations: number;
  readonly messages: number;
}

export interface IsolationFigures {
  readonly checked: number;
  readonly foreign: number;
  readonly stale: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly late: number;
  readonly lost: number;
  /** Upper bound of the true rate of foreign markers at 95 % confidence, where none was seen: 3/n. */
  readonly foreignRateBelow: number | null;
  /** Up to three examples of who got whose marker. */
  readonly examples: readonly LeakPair[];
}

export interface Machine {
  readonly os: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMB: number;
}
