/** Bytes of one call: its arguments go onto the stack. */
const chunk = 8192;

/**
 * The bytes of a frame as text, one character each: enough to find ASCII text in it. k6 has TextDecoder since v2.2 only. A spread or
 * `+=` would take k6 seconds for each MB, during which every socket of the VU waits.
 */
export function asText(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + chunk) as unknown as number[]));
  return parts.join('');
}
