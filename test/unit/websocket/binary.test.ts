import { expect, it } from 'vitest';
import { asText } from '../../../lib/websocket/engine/binary';

it.each([
  0, 1, 8191, 8192, 8193, 20_000,
])('gives %i bytes as as many characters, so that what is ASCII can be found', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => index % 256);
  const text = asText(bytes.buffer);
  expect(text).toHaveLength(length);
  expect([...text].every((character, index) => character.charCodeAt(0) === index % 256)).toBe(true);
});

it('finds a marker that lies across two parts', () => {
  const bytes = new TextEncoder().encode(`${'.'.repeat(8188)}MARKER_X`);
  expect(asText(bytes.buffer as ArrayBuffer)).toContain('MARKER_X');
});
