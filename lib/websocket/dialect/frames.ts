import { asText, inChunks } from '../engine/binary';
import type { Frames } from '../session/flow';

/** One byte for each character, of which only the lower eight bits count. */
function bytesOf(text: string): ArrayBuffer {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
}

/** k6 has no TextEncoder of every version: a percent-encoded text has its bytes in UTF-8. */
const inUtf8 = (text: string): string =>
  encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** How messages are written into binary frames and read from them. */
export const framesOf: Readonly<Record<'utf8' | 'bytes', Frames>> = {
  utf8: { encode: (text) => bytesOf(inUtf8(text)), decode: asText },
  bytes: { encode: bytesOf, decode: inChunks },
};
