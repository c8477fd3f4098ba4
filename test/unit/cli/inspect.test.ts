import { expect, it } from 'vitest';
import { parseTotalDuration } from '../../../cli/k6/inspect';

it('reads how long a script may take at most', () => {
  expect(parseTotalDuration('{"maxVUs":5,"totalDuration":"1m14.5s"}')).toBe(74_500);
});

it.each([
  ['{}', /Expected "totalDuration"/],
  ['{"totalDuration":"soon"}', /came: "soon"/],
  ['{"totalDuration":90}', /Expected string/],
  ['no JSON', /Invalid JSON/],
])('says what came in place of a duration: %s', (text, said) => {
  expect(() => parseTotalDuration(text)).toThrow(said);
});
