import { readFileSync } from 'node:fs';

/** Files that a process may raise its own limit to, as k6 does; undefined where the system does not say. */
export const readOpenFileLimit = (): number | undefined => parseOpenFileLimit(readOrEmpty('/proc/self/limits'));

/** Reads /proc/PID/limits: the hard limit of open files. */
export function parseOpenFileLimit(text: string): number | undefined {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(text)?.[1];
  if (hard === undefined) return undefined;
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard);
}

/** Ports that the system gives to outgoing connections, the last one included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const readPortRange = (): PortRange | undefined =>
  parsePortRange(readOrEmpty('/proc/sys/net/ipv4/ip_local_port_range'));

/** Reads `32768	60999`. */
export function parsePortRange(text: string): PortRange | undefined {
  const [from, to] = text.trim().split(/\s+/).map(Number);
  return from && to ? { from, to } : undefined;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
