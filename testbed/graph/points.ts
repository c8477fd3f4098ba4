declare module '../kernel/switch/points' {
  interface HookPoints {
    /** A request asks for a place among those in work. Ends in its having one, or in a refusal. */
    admission: Admission;
    /** A request in work has its turn. Ends in the work, unless its client has gone away by now. */
    work: Work;
  }
}

export interface Admission {
  /** Requests that were admitted and not answered yet. */
  readonly inWork: number;
  /** At most this many may be in work. */
  readonly limit: number;
  /** Cuts the TCP connection without an answer. */
  cut(): void;
}

export interface Work {
  /** Including this one. */
  readonly inWork: number;
  /** Whether the client has gone away by now. */
  isAbandoned(): boolean;
}
