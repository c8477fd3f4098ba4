import type { Connection } from '../kernel/sockets/connection';

const none: ReadonlySet<Connection> = new Set();

/** The connections by channel: the URL of a connection names its channel. A channel exists as long as it has a connection. */
export class Channels {
  readonly #members = new Map<string, Set<Connection>>();

  join(connection: Connection): void {
    const members = this.#members.get(connection.id);
    if (members === undefined) this.#members.set(connection.id, new Set([connection]));
    else members.add(connection);
  }

  leave(connection: Connection): void {
    const members = this.#members.get(connection.id);
    members?.delete(connection);
    if (members?.size === 0) this.#members.delete(connection.id);
  }

  members(channel: string): ReadonlySet<Connection> {
    return this.#members.get(channel) ?? none;
  }
}
