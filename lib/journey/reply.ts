import { isError } from '../http/body';
import { redirectOf } from '../http/redirect';
import { misfit, type Shape, type Shaped } from './shape';

/** An answer of the target. */
export interface Reply {
  readonly status: number;
  /** Empty where the request said `discard`. */
  readonly body: string;
  /** Where the header Location points to, as a URL that a user can ask for next; undefined where it points to another host or is not there. */
  readonly location: string | undefined;
  /** A header, whatever the case of its name. */
  header(name: string): string | undefined;
  /** @throws SyntaxError where the body is no JSON: as the `read` of a request it makes the answer a failure. */
  json(): unknown;
  /**
   * An object of a shape, for a `read` that also takes something else of the answer: `read: (reply) => ({ ...reply.as({ id: 'id' }), place: reply.location })`.
   * @throws Misfit where the body is no such JSON.
   */
  as<const S extends Shape>(shape: S): Shaped<S>;
}

/** The body of an answer is not what it must be; the words show nothing of its contents. */
export class Misfit extends Error {}

/** A JSON text as an object of a shape. @throws Misfit */
export function shapedOf<const S extends Shape>(text: string, shape: S): Shaped<S> {
  const value = jsonOf(text);
  const wrong = misfit(value, shape);
  if (wrong !== undefined) throw new Misfit(wrong);
  return value as Shaped<S>;
}

/** A JSON text that tells of no error. @throws Misfit */
export function jsonOf(text: string): unknown {
  const value = parsed(text);
  if (isError(value)) throw new Misfit('the body tells of an error');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misfit('the body is no JSON');
  }
}

/** What k6 gives of an answer. */
interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param text its body. @param url that was asked. */
export function replyOf({ status, headers }: Answered, text: string, url: string): Reply {
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
    as: (shape) => shapedOf(text, shape),
  };
}
