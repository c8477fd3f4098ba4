const shownAtMost = 300;

/** Control characters, which include newlines and escape sequences, the other separators of lines, and what turns the direction of text. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

/**
 * A text of the target's as one line of at most 300 characters. An error event may have megabytes, or clear the screen and write a
 * verdict of its own where people look for loadmark's.
 */
export function printable(text: string): string {
  // Cut first: the rest of megabytes need not be looked at. Twice, because a character has up to two units.
  const start = [...text.slice(0, 2 * (shownAtMost + 1))];
  const shown = start.length > shownAtMost ? `${start.slice(0, shownAtMost - 1).join('')}…` : start.join('');
  return shown.replace(unprintable, ' ');
}
