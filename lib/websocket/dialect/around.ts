import type { Flow } from '../session/flow';
import type { Outcome } from '../session/outcome';
import type { Speaker } from './speaker';

/** One attempt of a user, by a socket or by a request. */
export interface Attempt {
  /** Whose cookies it has, as `jarOf` knows them. */
  readonly owner: object;
  run(): Promise<Outcome>;
  /** Told of an attempt that is not made. */
  flow(): Flow;
}

/** Makes an attempt with something around it. Made by `calls`. */
export type Around = (speaker: Speaker, attempt: Attempt) => Promise<Outcome>;
