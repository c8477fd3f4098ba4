import { usersDiffer } from '../../auth/token';
import type { User } from '../../load/users';
import type { ChatProtocol } from '../protocols/chat-protocol';

/** A user of this run, or of another. */
interface Someone {
  readonly user: number;
  readonly run: string;
}

/**
 * Whether a server can tell the users of a run apart: by their rooms, or by tokens of their own. To a server without either, each socket is
 * another user.
 */
export const tellsApart = ({ room, claims }: ChatProtocol): boolean =>
  room !== undefined || claims === undefined || usersDiffer();

/**
 * Whether one may not hear what the other says. Members of a room hear each other. Without rooms, users with one token, or with the same
 * claims, are the same to the server, and may be shown what the same one said before.
 */
export function areStrangers({ room, claims }: ChatProtocol, one: Someone, other: Someone): boolean {
  if (room) return room(one.user, one.run) !== room(other.user, other.run);
  if (!claims) return one.user !== other.user || one.run !== other.run;
  const said = ({ user, run }: Someone) => JSON.stringify(claims(user, run));
  return usersDiffer() && said(one) !== said(other);
}

/** By load: with thousands of users it takes a while to find out that all share a room. */
const known = new WeakMap<User['load'], boolean>();

/** Whether any user of the load is a stranger to another: otherwise no marker could be another's. */
export function hasStrangers(protocol: ChatProtocol, { load, run }: User): boolean {
  const before = known.get(load);
  if (before !== undefined) return before;
  let found = false;
  for (let user = 1; user < load.users && !found; user++)
    found = areStrangers(protocol, { user: 0, run }, { user, run });
  known.set(load, found);
  return found;
}
