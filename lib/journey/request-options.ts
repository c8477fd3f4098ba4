import type { Holds } from '../http/body';
import { asJson, type Encoded } from '../http/encoded';
import type { Reply } from './reply';
import type { Shape, Shaped } from './shape';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/**
 * What a user wants of an answer: its text, its JSON, an object of a shape, or what a function makes of it. An answer that is not so, or at
 * which the function throws, is a failure. Absent: the reply.
 */
export type Read = 'text' | 'json' | Shape | ((reply: Reply) => unknown);

/** What `read` gives. JSON without a shape is `unknown`, for a validator of your own. */
export type ReadAs<R extends Read> = R extends 'text'
  ? string
  : R extends 'json'
    ? unknown
    : R extends (reply: Reply) => infer T
      ? T
      : R extends Shape
        ? Shaped<R>
        : never;

/** At most one of them. */
export type Body =
  | {
      /** Sent as JSON. */
      readonly json: unknown;
      readonly form?: never;
      readonly text?: never;
    }
  | {
      /** Sent as a form does it: `application/x-www-form-urlencoded`. */
      readonly form: Readonly<Record<string, string | number | boolean>>;
      readonly json?: never;
      readonly text?: never;
    }
  | {
      /** Sent as it is; `headers` say what it is. */
      readonly text: string;
      readonly json?: never;
      readonly form?: never;
    }
  | { readonly json?: never; readonly form?: never; readonly text?: never };

/** How a user asks. */
export type RequestOptions = Body & {
  /** Value of the tag `name`: limits refer to it. Default: the method and the path, of which parts with digits become `:id`. */
  readonly name?: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are a success. Default: 200 to 299. A redirect that is not among them is followed within the target. */
  readonly expect?: number | readonly number[];
  /** What the body must hold, next to what `read` says. */
  readonly holds?: Holds;
  /** Markers of the user that the answer must show; one that it does not is lost, or stale where it shows an older one. */
  readonly shows?: string | readonly string[];
  /** The body is not kept, and so not searched for markers of others: for large files. A body that `read`, `holds` or `shows` needs is kept anyway. */
  readonly discard?: boolean;
  /** The answer may show what others wrote, as a public list does: markers of others in it are no leak. */
  readonly isPublic?: boolean;
};

export function encodeBody({ json, form, text }: Body): Encoded {
  if (json !== undefined) return asJson(json);
  if (form !== undefined) return { type: 'application/x-www-form-urlencoded', text: encodeForm(form) };
  return { text: text ?? null };
}

const encodeForm = (form: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(form)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

/** Made once: k6 takes as long for a regular expression as for a third of a request. */
const [origin, query, ids] = [/^[a-z]+:\/\/[^/]*/i, /[?#].*/, /\/(?!v\d+(?:\/|$))[^/]*\d[^/]*/g];

/** The method and the path, without its query and with `:id` for each part that has a digit, but for versions. */
export const nameOf = (method: Method, path: string): string =>
  `${method} ${path.replace(origin, '').replace(query, '').replace(ids, '/:id')}`;
