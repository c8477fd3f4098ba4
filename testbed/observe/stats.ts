import type { Connection } from '../sockets/connection';
import type { Population } from '../sockets/population';
import type { SocketSystem } from '../system';
import type { Tally } from './tally';

/** One testbed's figures at one moment; the counters are since its start. */
export interface Stats extends Readonly<Tally> {
  /** WebSockets that are open now. */
  readonly openConnections: number;
  /** The same, by system. */
  readonly openBySystem: Readonly<Record<SocketSystem, number>>;
  /** Sent and not yet taken by the kernel, because clients do not read: of all connections, and of the worst one. */
  readonly bufferedBytes: { readonly total: number; readonly worst: number };
  /** Tasks that have begun and not ended. */
  readonly runningTasks: number;
  /** HTTP requests of the graph API that were admitted and not answered yet. */
  readonly requestsInWork: number;
  /** Those of the agent API that have come and were not answered yet. */
  readonly agentRequestsInWork: number;
}

/** A copy that does not change any more. */
export function readStats(tally: Tally, population: Population): Stats {
  const { open, busy, requestsInWork, agentRequestsInWork } = population;
  return {
    openConnections: open.size,
    openBySystem: countBySystem(open),
    bufferedBytes: addUpBuffers(open),
    runningTasks: busy.size,
    requestsInWork,
    agentRequestsInWork,
    ...structuredClone(tally),
  };
}

function countBySystem(open: ReadonlySet<Connection>): Record<SocketSystem, number> {
  const counts = { tasks: 0, broadcast: 0, pam: 0 };
  for (const { system } of open) counts[system]++;
  return counts;
}

function addUpBuffers(open: ReadonlySet<Connection>): { total: number; worst: number } {
  const sum = { total: 0, worst: 0 };
  for (const { bufferedBytes } of open) {
    sum.total += bufferedBytes;
    sum.worst = Math.max(sum.worst, bufferedBytes);
  }
  return sum;
}
