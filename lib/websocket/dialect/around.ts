import type { CookieJar } from 'k6/http';
import type { Flow } from '../session/flow';
import type { Outcome } from '../session/outcome';
import type { Speaker } from './speaker';

/** One attempt of a user, by a socket or by a request. */
export interface Attempt {
  run(jar: CookieJar | undefined): Promise<Outcome>;
  /** Told of an attempt that is not made. */
  flow(): Flow;
  readonly jar?: CookieJar | undefined;
}

/** Makes an attempt with something around it. Made by `calls`. */
export type Around = (speaker: Speaker, attempt: Attempt) => Promise<Outcome>;
