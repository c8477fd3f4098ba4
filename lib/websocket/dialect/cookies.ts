import http, { type CookieJar } from 'k6/http';
import { httpUrl } from '../../environment/target';
import type { Speaker } from './speaker';

/** Cookies by their names. */
type Cookies = Readonly<Record<string, string>>;

/** How the cookies of a user go into its sockets. */
export interface CookiesOf {
  /** The jar with the cookies in it. @param jar of the user, if it has one. */
  jar(speaker: Speaker, jar?: CookieJar): CookieJar;
  /** As a header, for a request that has no jar. */
  header(speaker: Speaker): Readonly<Record<string, string>>;
}

export const cookiesOf = (cookies: (speaker: Speaker) => Cookies): CookiesOf => ({
  jar(speaker, jar = new http.CookieJar()) {
    for (const [name, value] of Object.entries(cookies(speaker))) jar.set(httpUrl('/'), name, value);
    return jar;
  },
  header: (speaker) => ({
    Cookie: Object.entries(cookies(speaker))
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  }),
});
