import type { Exposition } from './exposition';

/** What a target says of itself at one moment. What it does not say is not there. */
export interface TargetFigures {
  readonly memoryMB?: number | undefined;
  /** CPU time since it started. */
  readonly cpuSeconds?: number | undefined;
  /** That it may use. */
  readonly cores?: number | undefined;
  /** That it may use. */
  readonly memoryLimitMB?: number | undefined;
  readonly connections?: number | undefined;
  /** To its database. */
  readonly databaseConnections?: number | undefined;
  readonly eventLoopLagMs?: number | undefined;
  /** When its process started, in seconds since the epoch: tells one process from another. */
  readonly startedAt?: number | undefined;
}

/** Names under which exporters give a figure, the usual ones first; the first that is there counts. */
const names = {
  memoryBytes: ['process_resident_memory_bytes', 'process_memory_rss_bytes'],
  cpuSeconds: ['process_cpu_seconds_total'],
  cores: ['machine_cpu_cores', 'testbed_cores', 'system_cpu_count', 'go_sched_gomaxprocs_threads'],
  memoryLimitBytes: [
    'container_spec_memory_limit_bytes',
    'testbed_memory_limit_bytes',
    'machine_memory_bytes',
    'node_memory_MemTotal_bytes',
  ],
  databaseConnections: [
    'database_connections',
    'testbed_database_connections',
    'pg_stat_database_numbackends',
    'hikaricp_connections',
  ],
  connections: ['open_connections', 'testbed_open_connections', 'websocket_connections', 'websocket_connections_open'],
  eventLoopLagSeconds: ['nodejs_eventloop_lag_seconds'],
  startedAt: ['process_start_time_seconds'],
} as const;

/** The target's own names for figures, where they are none of the usual ones. */
export interface OwnNames {
  readonly connections?: string | undefined;
  readonly databaseConnections?: string | undefined;
}

export function targetFigures(exposition: Exposition, own: OwnNames = {}): TargetFigures {
  const first = (candidates: readonly string[]) => {
    const name = candidates.find((candidate) => exposition.has(candidate));
    return name === undefined ? undefined : exposition.get(name);
  };
  const scaled = (value: number | undefined, factor: number) => (value === undefined ? undefined : value * factor);
  const named = (name: string | undefined, candidates: readonly string[]) =>
    name === undefined ? first(candidates) : exposition.get(name);
  return said({
    memoryMB: scaled(first(names.memoryBytes), 1 / (1024 * 1024)),
    cpuSeconds: first(names.cpuSeconds),
    cores: first(names.cores),
    memoryLimitMB: scaled(first(names.memoryLimitBytes), 1 / (1024 * 1024)) || undefined,
    connections: named(own.connections, names.connections),
    databaseConnections: named(own.databaseConnections, names.databaseConnections),
    eventLoopLagMs: scaled(first(names.eventLoopLagSeconds), 1000),
    startedAt: first(names.startedAt),
  });
}

/** Without what is undefined: k6 makes null of it on the way from setup() to a VU. */
const said = (figures: TargetFigures): TargetFigures =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
