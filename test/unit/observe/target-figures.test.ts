import { describe, expect, it } from 'vitest';
import { readExposition } from '../../../lib/observe/exposition';
import { targetFigures } from '../../../lib/observe/target-figures';

const figures = (text: string, connections?: string) => targetFigures(readExposition(text), { connections });

describe('targetFigures', () => {
  it('gives what a target says of itself in MB, seconds, connections and milliseconds', () => {
    const text = [
      'process_resident_memory_bytes 104857600',
      'process_cpu_seconds_total 12.5',
      'open_connections{worker="1"} 20',
      'open_connections{worker="2"} 30',
      'nodejs_eventloop_lag_seconds 0.004',
      'process_start_time_seconds 1700000000.5',
    ].join('\n');
    expect(figures(text)).toEqual({
      memoryMB: 100,
      cpuSeconds: 12.5,
      connections: 50,
      eventLoopLagMs: 4,
      startedAt: 1700000000.5,
    });
  });

  it('leaves out what a target does not say', () => {
    // toEqual() takes what is undefined for what is not there; k6 does not, and makes it null.
    expect(figures('other 1')).toStrictEqual({});
    expect(figures('process_resident_memory_bytes 1048576')).toStrictEqual({ memoryMB: 1 });
  });

  it('takes the usual name before the others', () => {
    expect(figures('websocket_connections 3\nopen_connections 2').connections).toBe(2);
    expect(figures('process_memory_rss_bytes 1048576').memoryMB).toBe(1);
  });

  it('gives what the target may use, and its connections to its database', () => {
    const text = [
      'machine_cpu_cores 4',
      'machine_memory_bytes 1073741824',
      'pg_stat_database_numbackends{datname="one"} 20',
      'pg_stat_database_numbackends{datname="two"} 3',
      'app_pool 7',
    ].join('\n');
    expect(figures(text)).toEqual({ cores: 4, memoryLimitMB: 1024, databaseConnections: 23 });
    const own = targetFigures(readExposition(text), { databaseConnections: 'app_pool' });
    expect(own.databaseConnections).toBe(7);
  });

  it('takes a memory limit of 0, which says that there is none, for one that is not said', () => {
    expect(figures('container_spec_memory_limit_bytes 0').memoryLimitMB).toBeUndefined();
  });

  it("takes the target's own name for its connections, and no other where one was given", () => {
    const text = 'app_sockets 4\nopen_connections 2';
    expect(figures(text, 'app_sockets').connections).toBe(4);
    expect(figures(text, 'app_socket').connections).toBeUndefined();
  });
});
