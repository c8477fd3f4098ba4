/** What the body of an answer must hold: a text, or what a function says of it. No markup and no error of its own in any case. */
export type Holds = string | ((body: string) => boolean);

/** For an endpoint whose document shows no answer. */
export const anything = (): boolean => true;

/** A longer body is data: an answer that tells of an error is short. */
const longestError = 4096;

/** Where a short JSON text may tell of an error, empty ones among it: to find takes k6 a part of the time that parsing takes. */
const maybeError =
  /"errors?"\s*:\s*["{[t1-9]|"(?:success|ok)"\s*:\s*false|"status"\s*:\s*"(?:error|fail|failed|failure|unhealthy|down)"/i;

/** A function that says whether a body holds what it must. */
export function bodyCheck(holds: Holds): (body: string) => boolean {
  const has = typeof holds === 'string' ? (body: string) => body.includes(holds) : holds;
  return (body) => isAnswer(body) && has(body);
}

/** Neither empty, nor a page such as a login that a proxy shows instead, nor an error with a status of success. */
function isAnswer(body: string): boolean {
  const start = body.slice(0, 100).trimStart();
  if (start === '' || start.startsWith('<')) return false;
  return body.length > longestError || !maybeError.test(body) || !tellsOfError(body);
}

const tellsOfError = (body: string): boolean => isError(parsed(body));

/** Whether a JSON value tells of an error. Only at the top: parts of an answer may well have failed, and say so. */
export function isError(top: unknown): boolean {
  if (typeof top !== 'object' || top === null || Array.isArray(top)) return false;
  const { error, errors, success, ok, status } = top as Readonly<Record<string, unknown>>;
  if (success === false || ok === false || isThere(error) || isThere(errors)) return true;
  return typeof status === 'string' && maybeError.test(`"status":"${status}"`);
}

const isThere = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
