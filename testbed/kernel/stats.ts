import type { Connection } from './sockets/connection';
import type { Traffic } from './sockets/traffic';

/**
 * One testbed's figures at one moment; the counters are since its start. A system adds its own
 * (`declare module '../kernel/stats'`), and returns them from `stats()`.
 */
export interface Stats extends Readonly<Traffic> {
  /** WebSockets that are open now. */
  readonly openConnections: number;
  /** Sent and not yet taken by the operating system, because clients do not read: of all connections, and of the worst one. */
  readonly bufferedBytes: { readonly total: number; readonly worst: number };
}

export interface Population {
  readonly connections: ReadonlySet<Connection>;
  readonly traffic: Traffic;
}

export interface StatsSource {
  stats?(): Partial<Stats>;
}

/** A copy that does not change any more. */
export function readStats({ connections, traffic }: Population, systems: readonly StatsSource[]): Stats {
  const own = { openConnections: connections.size, bufferedBytes: addUpBuffers(connections), ...traffic };
  return structuredClone(Object.assign(own, ...systems.map((system) => system.stats?.())));
}

function addUpBuffers(connections: ReadonlySet<Connection>): { total: number; worst: number } {
  const sum = { total: 0, worst: 0 };
  for (const { bufferedBytes } of connections) {
    sum.total += bufferedBytes;
    sum.worst = Math.max(sum.worst, bufferedBytes);
  }
  return sum;
}
