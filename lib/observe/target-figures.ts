import type { Exposition } from './exposition';

/** What a target says of itself at one moment. What it does not say is not there. */
export interface TargetFigures {
  readonly memoryMB?: number | undefined;
  /** CPU time since it started. */
  readonly cpuSeconds?: number | undefined;
  readonly connections?: number | undefined;
  readonly eventLoopLagMs?: number | undefined;
  /** When its process started, in seconds since the epoch: tells one process from another. */
  readonly startedAt?: number | undefined;
}

/** Names under which exporters give a figure, the usual ones first; the first that is there counts. */
const names = {
  memoryBytes: ['process_resident_memory_bytes', 'process_memory_rss_bytes'],
  cpuSeconds: ['process_cpu_seconds_total'],
  connections: ['open_connections', 'testbed_open_connections', 'websocket_connections', 'websocket_connections_open'],
  eventLoopLagSeconds: ['nodejs_eventloop_lag_seconds'],
  startedAt: ['process_start_time_seconds'],
} as const;

/** @param connectionsName the target's own name for its open connections, where it is none of the usual ones. */
export function targetFigures(exposition: Exposition, connectionsName?: string): TargetFigures {
  const first = (candidates: readonly string[]) => {
    const name = candidates.find((candidate) => exposition.has(candidate));
    return name === undefined ? undefined : exposition.get(name);
  };
  const scaled = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);
  return said({
    memoryMB: scaled(first(names.memoryBytes), 1 / (1024 * 1024)),
    cpuSeconds: first(names.cpuSeconds),
    connections: connectionsName === undefined ? first(names.connections) : exposition.get(connectionsName),
    eventLoopLagMs: scaled(first(names.eventLoopLagSeconds), 1000),
    startedAt: first(names.startedAt),
  });
}

/** Without what is undefined: k6 makes null of it on the way from setup() to a VU. */
const said = (figures: TargetFigures): TargetFigures =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
