import http, { type CookieJar } from 'k6/http';
import type { User } from '../../load/users';

const jars = new WeakMap<User, CookieJar>();

/** The cookies of a user who comes back. One who connects once needs no jar that outlives its socket. */
export function jarOf(user: User): CookieJar | undefined {
  if (user.load.iterations === 1) return undefined;
  const known = jars.get(user);
  if (known) return known;
  const jar = new http.CookieJar();
  jars.set(user, jar);
  return jar;
}
