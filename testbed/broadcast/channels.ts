import type { Connection } from '../sockets/connection';

const nobody: ReadonlySet<Connection> = new Set();

/** Who hears what: every connection is in the one channel that its URL named. A channel is there as long as somebody is in it. */
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
    return this.#members.get(channel) ?? nobody;
  }
}
