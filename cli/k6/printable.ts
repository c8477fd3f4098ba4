const shownAtMost = 300;

/** Control characters (newlines and escape sequences among them), other line separators, and what changes the direction of text. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

/**
 * A text from the target as one line of at most 300 characters. An error event may have megabytes, or clear the screen and write a
 * false verdict.
 */
export function printable(text: string): string {
  // Cut first: the rest of megabytes need not be looked at. Twice, because a character has up to two units.
  const start = [...text.slice(0, 2 * (shownAtMost + 1))];
  const shown = start.length > shownAtMost ? `${start.slice(0, shownAtMost - 1).join('')}…` : start.join('');
  return shown.replace(unprintable, ' ');
}
