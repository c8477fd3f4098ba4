import type { Prerequisite } from '../environment/prerequisite';
import type { Knock } from '../load/load';

/** What came of one request, whatever carried it. */
export interface Answer {
  /** It is one that was expected. */
  readonly ok: boolean;
  /** There was an answer at all. */
  readonly came: boolean;
  /**
   * From the moment the request was made to the last byte of its answer, or to its failure, with all that it waited for a connection and its
   * handshakes; undefined where nothing was sent.
   */
  readonly tookMs: number | undefined;
  /** The target refused it and said that it did, as with HTTP 429 or 503; everything else that is not expected is a failure. */
  readonly refusedCleanly: boolean;
}

/** Of a request that was never sent: the script threw, or it was left out. */
export const notSent: Answer = { ok: false, came: false, tookMs: undefined, refusedCleanly: false };

/** Who asks. Nothing counts but which object it is: what carries a request keeps the client's state by it, such as its cookies. */
export type Client = object;

/**
 * Sends one request. Never throws, and tells once what came.
 * @param turn counts the requests, so that no two need be the same. @param client absent: one that asks this once.
 */
export type Send = (turn: number, answered: (answer: Answer) => void, client?: Client) => void;

export type Tags = Readonly<Record<string, string>>;

/** One kind of request of a target's interface. lib/http makes them; a client of another protocol needs this and nothing else. */
export interface Request {
  /** Value of the tag `name`: limits refer to it. */
  readonly name: string;
  /** How to knock at its target before any load; absent, or undefined, where that would change something there. */
  knock?(): Knock | undefined;
  /** What it cannot be sent without, apart from its target: said once, before the load. */
  readonly needs?: Prerequisite;
  /** Looks at the target, once, before any load: what it must know to ask. Never throws. */
  prepare?(): Promise<void>;
  /**
   * Makes it ready to be sent many times.
   * @param tags that its metrics have next to `name`.
   * @throws Error where a setting that it needs is missing.
   */
  sender(tags?: Tags): Send;
}

/** At least one request; where there are several they are sent in turn, and one that is there twice is sent twice as often. */
export type Requests = readonly [Request, ...Request[]];

/** The first knock that one of them has. */
export const knockOf = (requests: readonly Request[]): Knock | undefined =>
  requests.map((request) => request.knock?.()).find((knock) => knock !== undefined);

/** What the first of them needs that needs something. */
export const needOf = (requests: readonly Request[]): { readonly needs?: Prerequisite } => {
  const needs = requests.find((request) => request.needs)?.needs;
  return needs ? { needs } : {};
};
