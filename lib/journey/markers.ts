import type { Response } from '../http/exchange';
import { recordStrays } from '../isolation/record';
import { markersIn, shownIn } from '../isolation/seen';
import { counter } from '../metrics/recorders';
import type { RequestOptions } from './request-options';
import type { Traveller } from './traveller';

const lost = counter('lost_markers');
const stale = counter('stale_markers');

/** Statuses that say that there is no such thing. */
const gone: readonly number[] = [404, 410];

/**
 * Looks for markers of others, and for those that the answer must show. An answer that failed otherwise, or that is another user's, is no word
 * about what was written.
 */
export function lookAtMarkers(
  user: Traveller,
  { status, body }: Response,
  { shows, isPublic }: RequestOptions,
  isExpected: boolean,
): void {
  const text = body ?? '';
  const { own, strays } = markersIn(text, user.index, user.prefix);
  const leaked = isPublic ? [] : strays;
  const isToShow = shows !== undefined && leaked.length === 0 && (isExpected || gone.includes(status));
  const wanted = isToShow ? (typeof shows === 'string' ? [shows] : shows) : [];
  user.book.look(own + leaked.length, wanted.length);
  if (leaked.length > 0) recordStrays(user.owner, leaked);
  for (const marker of wanted) {
    const found = shownIn(text, marker);
    if (found === 'lost') lost.add(1);
    else if (found === 'stale') stale.add(1);
  }
}
