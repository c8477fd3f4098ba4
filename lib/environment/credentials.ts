/** A URL such as DATABASE_URL, in parts. k6 has no `URL`, and a password may itself have `@`, `/` and `?`. */
interface Parts {
  /** With `://`. */
  readonly scheme: string;
  /** Empty where there is none. */
  readonly password: string;
  /** From the host on, without the query. */
  readonly address: string;
  readonly query: string;
}

function partsOf(url: string): Parts {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?(.*)$/is.exec(url) ?? [];
  const at = rest.lastIndexOf('@');
  const user = at < 0 ? '' : rest.slice(0, at);
  const colon = user.indexOf(':');
  const behind = rest.slice(at + 1);
  const end = behind.search(/[?#]/);
  return {
    scheme,
    password: colon < 0 ? '' : user.slice(colon + 1),
    address: end < 0 ? behind : behind.slice(0, end),
    query: end < 0 ? '' : behind.slice(end + 1),
  };
}

/** The URL as a report may show it: without user, password and query. */
export function withoutCredentials(url: string): string {
  const { scheme, address } = partsOf(url);
  return scheme + address;
}

/** What of a URL nobody may see, in each form in which a message may have it: its password, also where that is in the query. */
export function passwordsOf(url: string): string[] {
  const { password, query } = partsOf(url);
  const inQuery = query.split('&').map((pair) => /^(?:ssl)?password=(.+)$/i.exec(pair)?.[1] ?? '');
  return [password, ...inQuery].filter((text) => text !== '').flatMap((text) => [text, decoded(text)]);
}

/** A password may have a percent sign that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
