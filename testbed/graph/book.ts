/** What the graph API knows about its requests. */
export interface GraphBook {
  /** Requests that were admitted and not answered yet. */
  inWork: number;
  /** Since the start of the testbed: `invalid` ones asked for what does not exist, `abandoned` ones were given up by their clients. */
  readonly counts: { answered: number; invalid: number; refused: number; abandoned: number };
}

declare module '../kernel/stats' {
  interface Stats {
    /** Requests to the graph API that were admitted and not answered yet. */
    readonly requestsInWork: number;
    readonly graph: GraphBook['counts'];
  }
}

export function createGraphBook(): GraphBook {
  return { inWork: 0, counts: { answered: 0, invalid: 0, refused: 0, abandoned: 0 } };
}
