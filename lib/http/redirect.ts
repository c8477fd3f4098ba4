const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** More are a circle. */
export const mostRedirects = 5;

/** What an answer with a redirect asks for next. */
export interface Next {
  readonly url: string;
  /** The method and the body are sent again; otherwise it is a GET. */
  readonly again: boolean;
}

/**
 * Where an answer points to within the same scheme and host, as `/x` to `/x/`; undefined for any other answer, and for another host: that
 * would take the load where nobody sent it. k6's own `maxRedirects` cannot tell hosts apart.
 * @param asked the URL that was answered.
 */
export function redirectOf(status: number, location: string | undefined, asked: string, method: string) {
  if (!location || !redirects.includes(status)) return undefined;
  const url = resolved(location.replace(/#.*/, ''), asked);
  return url === undefined ? undefined : { url, again: method === 'GET' || status === 307 || status === 308 };
}

function resolved(location: string, asked: string): string | undefined {
  const origin = originOf(asked);
  const absolute = location.startsWith('//') ? asked.slice(0, asked.indexOf(':') + 1) + location : location;
  if (/^[a-z][a-z0-9+.-]*:/i.test(absolute)) return originOf(absolute) === origin ? absolute : undefined;
  const base = asked.slice(0, wholeOrigin(asked).length);
  if (location.startsWith('/')) return base + location;
  const path = asked.slice(base.length).replace(/[?#].*/, '');
  return base + (location.startsWith('?') ? path : path.replace(/[^/]*$/, '') || '/') + location;
}

const wholeOrigin = (url: string): string => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
/** Scheme, host and port, of which the scheme's own is left out. */
const originOf = (url: string): string =>
  wholeOrigin(url)
    .toLowerCase()
    .replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2');
