import type { Result } from './result';

/** result.json. Ends with a newline. */
export function toJson(result: Result): string {
  // k6's JSON.stringify indents all that follows an empty list or object too deep, so it writes those as words first.
  const text = JSON.stringify(
    result,
    (_key, value: unknown) => (isEmpty(value) ? (Array.isArray(value) ? '[]' : '{}') : value),
    2,
  );
  return `${text.replace(/"(\[\]|\{\})"/g, '$1')}\n`;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
