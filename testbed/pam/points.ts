import type { Connection } from '../kernel/sockets/connection';
import type { Utterance } from './conversations';

declare module '../kernel/switch/points' {
  interface HookPoints {
    /** A client of PAM asks for a socket. Ends in a look at its token, and in the upgrade or in 401. */
    authentication: Authentication;
    /** A message has come to PAM's assistant. Ends in its being thought about, and then in the answer. */
    thought: Thought;
    /** An answer of the assistant is due. Ends in its being sent. */
    answer: Answer;
    /** A user asked for the conversation. Ends in its being sent. */
    history: History;
  }
}

/** What PAM checks in a token. */
export type Check = 'presence' | 'signature' | 'expiry';

export interface Authentication {
  /** What is taken on trust. */
  readonly unchecked: ReadonlySet<Check>;
}

export interface Thought {
  readonly durationMs: number;
}

export interface Answer {
  /** Its id is the user. */
  readonly connection: Connection;
  /** What the assistant says. */
  readonly content: string;
  /** The same as it goes out. */
  readonly frame: string;
}

export interface History {
  readonly connection: Connection;
  /** Oldest first. */
  readonly messages: readonly Utterance[];
}
