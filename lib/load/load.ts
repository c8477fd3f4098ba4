import type { Scenario } from 'k6/options';
import type { Offer, Sizes } from '../gate/limit';
import type { Thresholds } from '../gate/threshold';

/** Shortest and longest pause, in milliseconds. */
export type PauseMs = readonly [least: number, most: number];

/** Messages that each user sends at moments of its own, whatever became of those before. */
export interface Schedule {
  /** Between two messages of one user. */
  readonly intervalMs: number;
  /** From the instant at which all sockets are counted; the last message goes out before its end. */
  readonly durationMs: number;
}

/** How k6 is driven in one scenario, after the environment has had its say. */
export interface Load {
  /** For the report: "50 sockets, all open at the same time". */
  readonly describe: string;
  /** `closed`: a user waits for its answer before it goes on. `open`: arrivals follow a schedule, whatever the target does. */
  readonly model: 'closed' | 'open';
  /** Of one runner, which judges what it has seen itself: of a distributed run, the smallest share that a runner can have. */
  readonly sizes: Sizes;
  readonly users: number;
  /** VUs that share the users: each holds the sockets of its users on one event loop. */
  readonly vus: number;
  /** How often each user does what it does. */
  readonly iterations: number;
  /** Outputs, hence markers, that each task asks for. */
  readonly messages: number;
  /** Connection attempts per second of all users together. */
  readonly connectRate: number;
  /** How long HTTP requests are begun, over a whole load or at each level of a ladder. */
  readonly workMs: number;
  /** Requests per second of all VUs together, where they arrive by a schedule; 0: they do not. */
  readonly perSecond: number;
  /** The same for each endpoint by its name. */
  readonly offer?: Offer;
  /** A worker's pause behind each answer, drawn evenly from this range; none where it is not there. */
  readonly pauseMs?: PauseMs;
  /** HTTP connections that each VU keeps for its next requests; k6 keeps six, and would open all others anew each time. */
  readonly connections: number;
  /** From the start of the load to the instant at which every VU counts its open sockets and the tasks begin; 0: there is none. */
  readonly togetherAtMs: number;
  /** The moments of each user's messages, where they do not depend on the target. */
  readonly schedule?: Schedule;
  /** When k6 stops the load at the latest. */
  readonly maxDurationMs: number;
  /** Thresholds that always hold: k6 keeps the part of a metric that bears a tag only where a threshold names it. */
  readonly keeps?: Thresholds;
  /** k6's executors by name; all of them run the scenario's `run`. */
  readonly executors: Readonly<Record<string, Scenario>>;
}

/** What a load of HTTP requests has none of. */
export const withoutSockets = { messages: 0, connectRate: 0, togetherAtMs: 0 } as const;
/** What a load of sockets has none of. */
export const withoutRequests = { workMs: 0, perSecond: 0, connections: 6 } as const;

/** As the end of a sentence about workers. */
export function describePause(pauseMs: PauseMs | undefined): string {
  if (!pauseMs) return '';
  const [least, most] = pauseMs;
  return `, ${least === most ? least : `${least} to ${most}`} ms between an answer and the next request`;
}

/** k6's executor for VUs that each do all of their part in one iteration, and end by themselves unless the target holds them. */
export const oneIterationEach = (vus: number, maxDurationMs: number): Readonly<Record<string, Scenario>> => ({
  load: {
    executor: 'per-vu-iterations',
    vus,
    iterations: 1,
    maxDuration: `${Math.ceil(maxDurationMs)}ms`,
    gracefulStop: '1s',
  },
});
