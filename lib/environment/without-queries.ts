/**
 * A text in which no URL has a user, a query or a fragment: a key may be in each. A query is known by its form where only the path of the URL
 * is there. The text may be megabytes, so no expression goes over a character more than a few times.
 */
export const withoutQueries = (text: string): string =>
  text.replace(/:\/\/[^\s"'`<>]*/g, harmless).replace(/\?[^\s"'`<>?=*]{1,100}=[^\s"'`<>]*/g, '?***');

/** @param rest of a URL, from `://` on. */
function harmless(rest: string): string {
  // No host: the path of a file, which may well have an @.
  const at = rest.startsWith(':///') ? -1 : rest.lastIndexOf('@');
  const shown = at < 0 ? rest : `://***${rest.slice(at)}`;
  const end = shown.search(/[?#]/);
  return end < 0 ? shown : `${shown.slice(0, end)}?***`;
}
