import type { Connection } from '../sockets/connection';
import { createEveryNth } from './every-nth';

export interface Leak<Leaked> {
  readonly every: number;
  readonly connections: ReadonlySet<Connection>;
  /** Whose it is. */
  ownerOf(leaked: Leaked): Pick<Connection, 'system' | 'id'>;
  send(stranger: Connection, leaked: Leaked): void;
}

/** Sends every N-th of what it gets to a stranger as well: to a connection of the same system with another id, as soon as there is one. */
export function createLeak<Leaked>({ every, connections, ownerOf, send }: Leak<Leaked>): (leaked: Leaked) => void {
  const isDue = createEveryNth(every);
  // One waits at most: a client that stays alone must not fill the memory.
  let pending: Leaked | undefined;
  return (leaked) => {
    if (isDue()) pending ??= leaked;
    if (pending === undefined) return;
    const stranger = findStranger(connections, ownerOf(pending));
    if (stranger === undefined) return;
    send(stranger, pending);
    pending = undefined;
  };
}

function findStranger(connections: ReadonlySet<Connection>, owner: Pick<Connection, 'system' | 'id'>) {
  for (const connection of connections)
    if (connection.system === owner.system && connection.id !== owner.id && connection.isOpen) return connection;
  return undefined;
}
