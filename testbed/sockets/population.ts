import type { Connection } from './connection';

/** Who is there: the connections and requests of all systems of one testbed. */
export interface Population {
  /** After the handshake, before the close. */
  readonly open: Set<Connection>;
  /** Those whose task has begun and not ended, with what ends it early. */
  readonly busy: Map<Connection, { cancel(): void }>;
  /** HTTP requests of the graph API that were admitted and not answered yet. */
  requestsInWork: number;
  /** Those of the agent API that have come and were not answered yet. */
  agentRequestsInWork: number;
}

export function createPopulation(): Population {
  return { open: new Set(), busy: new Map(), requestsInWork: 0, agentRequestsInWork: 0 };
}
