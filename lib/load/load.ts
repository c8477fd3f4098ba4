import type { Prerequisite } from '../environment/prerequisite';
import type { Limit, Offer, Sizes } from '../gate/limit';
import type { Thresholds } from '../gate/threshold';
import type { Executor } from '../runtime/k6-options';

/**
 * How k6 is driven in one scenario, after the environment has had its say. Each kind of load adds its own facts: SocketLoad, ArrivalLoad,
 * WorkerLoad and LadderLoad.
 */
export interface Load {
  /** Tells the kinds of load apart, so that the compiler refuses a scenario whose `run` is made for another one. */
  readonly kind: string;
  /** For the report: "50 sockets, all open at the same time". */
  readonly describe: string;
  /** `closed`: a user waits for its answer before it goes on. `open`: arrivals follow a schedule, whatever the target does. */
  readonly model: 'closed' | 'open';
  /** Of one runner, which judges what it has seen itself: of a distributed run, the smallest share that a runner can have. */
  readonly sizes: Sizes;
  readonly users: number;
  /** VUs that share the users, each with its users on one event loop. */
  readonly vus: number;
  /** How often each user does what it does; 0: until the time is over. */
  readonly iterations: number;
  /** Outputs, hence markers, that each task asks for, where there are tasks. */
  readonly messages?: number;
  /** How long it lasts by itself; absent where it ends with its last answer. */
  readonly durationMs?: number;
  /** When k6 stops the load at the latest. */
  readonly maxDurationMs: number;
  /** Requests per second of each kind by its name, where they arrive by a schedule. */
  readonly offer?: Offer;
  /** HTTP connections that each VU keeps for its next requests; by default k6's six. */
  readonly connections?: number;
  /** What its own requests cannot do without. */
  readonly needs?: Prerequisite;
  /**
   * Thresholds that always hold: k6 keeps the part of a metric that has a tag only where a threshold names it. A function, because only the
   * first evaluation of a script asks, and a hundred of them take 0.3 MB.
   */
  keeps?(): Thresholds;
  /** k6's executors by name; all of them run the scenario's `run`. */
  readonly executors: Readonly<Record<string, Executor>>;
}

/** What all VUs of a run have in common. */
export interface RunData {
  /** First part of every marker. */
  readonly run: string;
  /** What `prepare` gave, by way of JSON; undefined where there is none. */
  readonly prepared?: unknown;
}

/** How `loadmark run` sees, before any load, that the target is there and speaks what the load speaks. */
export type Knock =
  | {
      readonly kind: 'socket';
      /** With a leading slash. */
      readonly path: string;
      readonly subprotocols: readonly string[];
      readonly headers: Readonly<Record<string, string>>;
      /** Users have a token, which a knock does not have: a refusal shows that the target is there. */
      readonly needsToken: boolean;
    }
  | { readonly kind: 'http'; readonly method: 'GET'; readonly path: string };

/** What one VU does in its one iteration, under one kind of load. */
export interface VuFunction<L extends Load> {
  (load: L, data: RunData): Promise<void>;
  /** How its target is knocked at; absent: only that something listens can be seen. */
  knock?(load: L): Knock | undefined;
  /** Limits of its own, next to those of the scenario: one that the scenario has too is the scenario's. */
  readonly limits?: readonly Limit[];
  /**
   * Once before the load, in k6's setup(): makes what the load needs in the target. Where it is rejected, nothing is sent, and `cleanUp` is
   * called. @returns data for all VUs: JSON, and nothing secret, because k6 has it in its summary.
   */
  prepare?(load: L, data: RunData): Promise<unknown>;
  /**
   * Once behind the load, in k6's teardown(), also after Ctrl-C: removes what the run has made. The scenario's file exports `teardown` then.
   * Where it is rejected, the verdict stays, and the report says what is left.
   */
  cleanUp?(load: L, data: RunData): Promise<void>;
  /** What no user can begin without, so that it is said once, before the load. */
  readonly needs?: Prerequisite;
}

/** k6's executor for VUs that each do all of their part in one iteration, and end by themselves unless the target holds them. */
export const oneIterationEach = (vus: number, maxDurationMs: number): Readonly<Record<string, Executor>> => ({
  load: {
    executor: 'per-vu-iterations',
    vus,
    iterations: 1,
    maxDuration: `${Math.ceil(maxDurationMs)}ms`,
    gracefulStop: '1s',
  },
});
