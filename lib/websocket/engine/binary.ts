/** Bytes of one call: its arguments go onto the stack. */
const chunk = 8192;

/**
 * The bytes of a frame as text: enough to find ASCII text in it. Every socket of the VU waits meanwhile, so k6's own decoder does it where
 * there is one, since v2.2: 20 MB take it 0.1 s, and what came before takes 0.6 s.
 */
export const asText = (data: ArrayBuffer): string =>
  typeof TextDecoder === 'undefined' ? inChunks(data) : new TextDecoder().decode(data);

/** One character for each byte. A spread or `+=` would take k6 seconds for each MB. */
export function inChunks(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + chunk) as unknown as number[]));
  return parts.join('');
}
