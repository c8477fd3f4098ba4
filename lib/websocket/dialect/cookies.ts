import { httpUrl } from '../../environment/target';
import type { Speaker } from './speaker';

/** Cookies by their names. */
type Cookies = Readonly<Record<string, string>>;

/** A jar of k6's, as far as it is needed here. */
interface Fillable {
  set(url: string, name: string, value: string): void;
}

/** How the cookies of a user go into its sockets. */
export interface CookiesOf {
  /** Puts them into the user's jar. */
  fill(speaker: Speaker, jar: Fillable): void;
  /** As a header, for a request that has no jar. */
  header(speaker: Speaker): Readonly<Record<string, string>>;
}

export const cookiesOf = (cookies: (speaker: Speaker) => Cookies): CookiesOf => ({
  fill(speaker, jar) {
    for (const [name, value] of Object.entries(cookies(speaker))) jar.set(httpUrl('/'), name, value);
  },
  header: (speaker) => ({
    Cookie: Object.entries(cookies(speaker))
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  }),
});
