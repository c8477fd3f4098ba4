import type { Connection } from '../sockets/connection';
import type { Population } from '../sockets/population';

/** Somebody else on the same system, as its leaks need one: another channel's receiver, another user. */
export function findStranger({ open }: Population, system: Connection['system'], id: string): Connection | undefined {
  for (const connection of open)
    if (connection.system === system && connection.id !== id && connection.isOpen) return connection;
  return undefined;
}
