import type { Think } from '../load/journey-users';
import type { Reply } from './reply';
import type { Read, ReadAs, RequestOptions } from './request-options';

/** Asks by one method. Rejects with UnexpectedAnswer, which ends the journey, where the answer is not as expected. */
export interface Ask {
  /** @param path behind TARGET_URL, with a leading slash, or a URL within the target such as `location` of a reply. */
  <const R extends Read>(path: string, options: RequestOptions & { readonly read: R }): Promise<ReadAs<R>>;
  (path: string, options?: RequestOptions & { readonly read?: undefined }): Promise<Reply>;
}

/** What a journey records of its own, by name. `time` is in milliseconds; `count` is summed up. */
export type OwnMetrics = Readonly<Record<string, 'time' | 'amount' | 'count'>>;

/** One user of a load of journeys. It keeps its cookies and what it has done `once` for as long as it stays. */
export interface JourneyUser<
  Check extends string = never,
  Metrics extends OwnMetrics = Readonly<Record<never, never>>,
> {
  /** Number of the user in the whole run, from 0. */
  readonly index: number;
  /** Which of its journeys this is, from 0. */
  readonly turn: number;
  /** Id of the run, the first part of every marker. */
  readonly run: string;
  readonly get: Ask;
  readonly post: Ask;
  readonly put: Ask;
  readonly patch: Ask;
  readonly delete: Ask;
  readonly head: Ask;
  readonly options: Ask;
  /** What is done in the first journey only, such as a login: later ones are given what it gave. One that failed is done again. */
  once<T>(name: string, act: () => Promise<T>): Promise<T>;
  /** The next `once` of this name is done again, as with a token that has expired. */
  forget(name: string): void;
  /** A pause. Default: as long as `think` of the load. */
  think(length?: Think): Promise<void>;
  /**
   * A text to write that tells whose it is, `MARKER_...;`. Every answer to a user is searched for those of others; what it must find
   * again is said by `shows`.
   */
  marker(): string;
  /** Whether a text, or what was read of an answer, has a marker of this user. */
  owns(read: unknown): boolean;
  /** Counts a check that the journey has declared. @returns what holds. */
  check(name: Check, holds: boolean): boolean;
  /** Adds a sample to a metric that the journey has declared. */
  record(name: keyof Metrics & string, value: number): void;
}
