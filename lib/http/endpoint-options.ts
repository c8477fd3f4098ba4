import type { Holds } from './body';

/** An id that the target's own answers use. */
export type Id = string | number;

/** One request of a target's HTTP interface, as data. ENDPOINTS replaces path, method and body of one by its name. */
export interface EndpointOptions {
  /** Value of k6's tag `name`: limits refer to it. */
  readonly name: string;
  /** Default GET. */
  readonly method?: 'GET' | 'POST';
  /** With a leading slash. @param turn counts the requests, so that no cache answers them all. */
  readonly path: string | ((turn: number, id: Id | undefined) => string);
  /** Sent as JSON. @param id one of the target's, where `idsFrom` says where to look for them and there are any. */
  readonly body?: (turn: number, id: Id | undefined) => object;
  /** An endpoint that lists what this one is asked about: it is asked before the load, and its ids are used in turn. */
  readonly idsFrom?: EndpointOptions;
  /** Statuses that are a success, by default 200 alone. */
  readonly accepts?: readonly number[];
  /** What the body of a 200 must hold, or it is a failure in spite of its status. Absent: bodies are not even kept. */
  readonly holds?: Holds;
}
