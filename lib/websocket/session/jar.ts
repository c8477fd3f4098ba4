import type { CookieJar } from 'k6/http';
import type { User } from '../../load/users';
import { jarOf } from '../../runtime/jar';

/** The cookies of a user who comes back. One who connects once needs no jar that outlives its socket. */
export const jarOfReturning = (user: User): CookieJar | undefined =>
  user.load.iterations === 1 ? undefined : jarOf(user);
