/** Bytes for one call: its arguments go onto the stack. */
const chunk = 8192;

/**
 * The bytes of a frame as text, one character each: enough to find what is ASCII. k6 has TextDecoder since v2.2 only. Without a spread
 * and without `+=`, which in k6 take seconds for each MB while every socket of the VU waits.
 */
export function asText(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + chunk) as unknown as number[]));
  return parts.join('');
}
