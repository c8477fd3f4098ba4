/** Bytes for one call: its arguments go onto the stack. */
const chunk = 1024;

/** The bytes of a frame as text, one character each: enough to find what is ASCII. k6 has TextDecoder since v2.2 only. */
export function asText(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data);
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return text;
}
