import http, { type CookieJar } from 'k6/http';
import { httpUrl } from '../../environment/target';

/** Cookies by their names. */
export type Cookies = Readonly<Record<string, string>>;

/** A jar with a user's cookies in it. @param jar of the user, if it has one. */
export function jarWith(cookies: Cookies, jar: CookieJar = new http.CookieJar()): CookieJar {
  for (const name in cookies) jar.set(httpUrl('/'), name, cookies[name] ?? '');
  return jar;
}
