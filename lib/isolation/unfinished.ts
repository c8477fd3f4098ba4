import { markerWord } from './marker';

/** No marker is longer. */
const longestMarker = 80;

/** What a text ends with that may be the beginning of a marker; empty where there is none. */
export function unfinishedIn(text: string): string {
  const at = text.lastIndexOf(markerWord);
  if (at !== -1 && text.indexOf(';', at) === -1) return text.length - at < longestMarker ? text.slice(at) : '';
  for (let length = markerWord.length - 1; length > 0; length--)
    if (text.endsWith(markerWord.slice(0, length))) return text.slice(-length);
  return '';
}
