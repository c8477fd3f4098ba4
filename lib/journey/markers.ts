import { recordStrays } from '../isolation/record';
import { markersIn, shownIn } from '../isolation/seen';
import { failureLine } from '../metrics/failure-line';
import { counter } from '../metrics/recorders';
import type { RequestOptions } from './request-options';
import type { Traveller } from './traveller';

const missing = { lost: counter('lost_markers'), stale: counter('stale_markers') };

/** Statuses that say that there is no such thing. */
const gone: readonly number[] = [404, 410];

/** Answers that each VU names in the log; the metrics count them all. */
const loggedPerVu = 3;
let logged = 0;

/** Looks for markers of others. @returns whether there are any. */
export function lookForStrays(user: Traveller, text: string): boolean {
  const { own, strays } = markersIn(text, user.index, user.prefix, user.shares);
  user.book.look(own + strays.length);
  if (strays.length > 0) recordStrays(user.owner, strays);
  return strays.length > 0;
}

/**
 * Looks for markers of others, and for the markers that the answer must show. An answer that failed otherwise, or that is another user's, is no word
 * about what was written.
 * @param name of the request. @param text the body.
 */
export function lookAtMarkers(
  user: Traveller,
  name: string,
  status: number,
  text: string,
  { shows, isPublic }: RequestOptions,
  isExpected: boolean,
): void {
  if (isPublic) user.book.unsearched++;
  else if (lookForStrays(user, text)) return;
  if (shows === undefined || !(isExpected || gone.includes(status))) return;
  const wanted = typeof shows === 'string' ? [shows] : shows;
  user.book.compare(wanted.length);
  for (const marker of wanted) {
    const found = shownIn(text, marker);
    if (found === 'shown') continue;
    missing[found].add(1);
    if (logged++ < loggedPerVu) console.error(failureLine(`user ${user.index}`, `${name}: ${words[found]} ${marker}`));
  }
}

const words = { lost: 'lost marker', stale: 'shows an older marker than' } as const;
