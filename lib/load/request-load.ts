import { checkEndpoints, endpointNames } from '../environment/endpoints';
import { requestTimeoutMs } from '../environment/target';
import { lagThresholds, requestsOfLoad } from '../gate/generator';
import { keeping, type Thresholds } from '../gate/threshold';
import { notedFailures } from '../metrics/failure-kinds';
import { isRecorded } from '../metrics/recorders';
import type { Load } from './load';

/** What every load of requests has, whatever carries them. */
export interface RequestLoad extends Load {
  /** How long requests are begun: over a whole load, or at each level of a ladder. */
  readonly workMs: number;
  readonly connections: number;
}

/** A closed loop: each worker waits for its answer before it asks again. */
export interface ClosedLoad extends RequestLoad {
  /** A worker's pause after each answer; absent: no pause. */
  readonly pauseMs?: PauseMs;
}

/** Shortest and longest pause, in milliseconds; each pause is drawn evenly between them. */
export type PauseMs = readonly [least: number, most: number];

/**
 * Requests per second of all workers together, where they have a time and no pause: what k6 sends with time to spare. A target that is
 * faster would be asked until k6 has no core left, and nobody could be judged.
 */
export const mostPerSecond = 1000;

/** As the end of a sentence about workers. */
export function describePause(pauseMs: PauseMs | undefined, timed: boolean): string {
  if (!pauseMs) return timed ? `, together at most ${mostPerSecond} a second` : '';
  const [least, most] = pauseMs;
  return `, ${least === most ? least : `${least} to ${most}`} ms between an answer and the next request`;
}

/**
 * Thresholds that always hold, for k6 to keep what a report says of requests, and one on the evidence of the generator's lag.
 * @throws Error where ENDPOINTS names an endpoint that there is not: before any load, and when all of an interface's have been made.
 */
export function ofRequests(): Thresholds {
  checkEndpoints();
  return {
    ...keeping([
      ...notedFailures().map((what) => `requests_failed{what:${what}}`),
      ...endpointNames().map((name) => `redirects_followed{name:${name}}`),
      requestsOfLoad,
    ]),
    ...lagThresholds,
  };
}

/** The same for journeys: where users wrote markers and none was read, a plain `k6 run` must not be green. */
export const ofJourneys = (): Thresholds => ({
  ...ofRequests(),
  ...(isRecorded('markers_read_back') && { markers_read_back: ['rate>0'] }),
});

/** How long a journey that has begun within the length of its load may go on behind it. */
export const lastJourneysMs = (): number => requestTimeoutMs();

/** When a load of journeys is over at the latest: the last request of the last journey may be answered late or never. */
export const longestMs = (durationMs: number): number => durationMs + lastJourneysMs() + requestTimeoutMs() + 2000;

/** A pause, in milliseconds; 0 where there is none. */
export const drawn = ([least, most]: PauseMs = [0, 0]): number => least + Math.random() * (most - least);
