const word = 'failed: ';

/** A line of the log about a socket that failed: the only place where its own words are, as a metric has none. */
export const failureLine = (who: string, what: string): string => `${word}${who}: ${what}`;

/** Who failed and how, from such a line; undefined for another. */
export function readFailureLine(line: string): { readonly text: string; readonly what: string } | undefined {
  if (!line.startsWith(word)) return undefined;
  const text = line.slice(word.length);
  return { text, what: text.slice(text.indexOf(': ') + 2) };
}
