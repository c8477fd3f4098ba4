import type { Scenario } from 'k6/options';
import type { Sizes } from '../gate/limit';

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
  /** From the start of the load to the instant at which every VU counts its open sockets and the tasks begin; 0: there is none. */
  readonly togetherAtMs: number;
  /** When k6 stops the load at the latest. */
  readonly maxDurationMs: number;
  /** k6's executors by name; all of them run the scenario's `run`. */
  readonly executors: Readonly<Record<string, Scenario>>;
}
