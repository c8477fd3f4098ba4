/** A marker, then the time at which it is sent, on the clock of `now()`: `MARKER_...-M17;@12345.678;`. */
export const stamped = (marker: string, atMs: number): string => `${marker}@${atMs.toFixed(3)};`;

/** The time in the first stamp of a text; undefined if there is none. */
export function readStamp(text: string): number | undefined {
  const from = text.indexOf(';@');
  if (from === -1) return undefined;
  const value = Number(text.slice(from + 2, text.indexOf(';', from + 2)));
  return Number.isFinite(value) ? value : undefined;
}
