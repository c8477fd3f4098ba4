/** A marker, then the time at which it is sent, on the clock of `now()`: `MARKER_...-M17;@12345.678;`. */
export const stamped = (marker: string, atMs: number): string => `${marker}@${atMs.toFixed(3)};`;

/** A stamped marker that came whole. */
export interface Stamp {
  /** From its first letter to its semicolon. */
  readonly marker: string;
  readonly atMs: number;
}

const form = /MARKER_[\w-]+;@\d+\.\d{3};/g;

/** Every stamped marker of a text, in order: a target may put several messages into one frame. One that was cut is not among them. */
export const stampsIn = (text: string): Stamp[] =>
  (text.match(form) ?? []).map((found) => {
    const end = found.indexOf(';') + 1;
    return { marker: found.slice(0, end), atMs: Number(found.slice(end + 1, -1)) };
  });

/** Whether a stamp stands whole at a place of a text. */
export const hasStampAt = (text: string, at: number): boolean =>
  text[at] === '@' && /^@\d+\.\d{3};/.test(text.slice(at, at + 24));
