import { describe, expect, it, vi } from 'vitest';
import { asText, inChunks } from '../../../lib/websocket/engine/binary';

it.each([
  0, 1, 8191, 8192, 8193, 20_000,
])('gives %i bytes as as many characters, so that what is ASCII can be found', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => index % 256);
  const text = inChunks(bytes.buffer);
  expect(text).toHaveLength(length);
  expect([...text].every((character, index) => character.charCodeAt(0) === index % 256)).toBe(true);
});

describe.each([
  ['with a decoder', TextDecoder],
  ['in a k6 without one', undefined],
])('%s', (_, decoder) => {
  it('finds a marker between bytes that are no text, and across two parts', () => {
    vi.stubGlobal('TextDecoder', decoder);
    const bytes = Uint8Array.from([...Array(8188).fill(0xff), ...new TextEncoder().encode('MARKER_X'), 0xc3]);
    expect(asText(bytes.buffer)).toContain('MARKER_X');
    vi.unstubAllGlobals();
  });
});
