import type { About } from '../../lib/scenario/scenario';
import type { PortRange } from '../doctor/limits';

/** What this machine allows k6; undefined where the system does not say. */
export interface Capacity {
  readonly openFiles: number | undefined;
  readonly ports: PortRange | undefined;
}

/** Files of k6 that are no connections: its script, its log, its event loops. */
const ownFiles = 100;

/**
 * Why this machine cannot hold as many connections as a load has; undefined where it can, or where the load does not say how many.
 * @param addresses of the target: each has all outgoing ports.
 */
export function capacityProblem(
  { load, knock }: Pick<About, 'load' | 'knock'>,
  { openFiles, ports }: Capacity,
  addresses: number,
): string | undefined {
  // By a schedule over HTTP, connections depend on how fast answers come.
  const connections = knock?.kind === 'socket' || load.model === 'closed' ? load.users : 0;
  if (openFiles !== undefined && connections + ownFiles > openFiles)
    return `${connections} connections need ${connections + ownFiles} open files, and this machine allows ${openFiles}: raise the limit (\`ulimit -Hn\`, LimitNOFILE) or give fewer --users`;
  const outgoing = ports && (ports.to - ports.from + 1) * Math.max(1, addresses);
  if (outgoing !== undefined && connections > outgoing)
    return `${connections} connections need as many outgoing ports, and this machine has ${outgoing} for the target: widen net.ipv4.ip_local_port_range or give fewer --users`;
  return undefined;
}
