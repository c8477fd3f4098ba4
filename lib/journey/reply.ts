import { redirectOf } from '../http/redirect';

/** An answer of the target. */
export interface Reply {
  readonly status: number;
  /** Empty where the request did not ask for it. */
  readonly body: string;
  /** Where the header Location points to, as a URL that a user can ask for next; undefined where it points to another host or is not there. */
  readonly location: string | undefined;
  /** A header, whatever the case of its name. */
  header(name: string): string | undefined;
  /** @throws SyntaxError where the body is no JSON: as the `read` of a request it makes the answer a failure. */
  json(): unknown;
}

/** What k6 gives of an answer. */
interface Answered {
  readonly status: number;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param url that was asked. */
export function replyOf({ status, body, headers }: Answered, url: string): Reply {
  const text = body ?? '';
  const header = (name: string) => {
    const wanted = name.toLowerCase();
    const found = Object.keys(headers).find((each) => each.toLowerCase() === wanted);
    return found === undefined ? undefined : headers[found];
  };
  return {
    status,
    body: text,
    get location() {
      return redirectOf(302, headers.Location, url, 'GET')?.url;
    },
    header,
    json: () => JSON.parse(text),
  };
}
