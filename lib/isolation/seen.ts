import type { Stray } from './ledger';
import { type MarkerOwner, markerPrefix, markerWord, readMarker } from './marker';

/** What a text holds of markers, where users read what they and others wrote, in any order. */
export interface Seen {
  /** Markers that the user may see: its own, and those of users that it shares with. */
  readonly own: number;
  /** Markers of other users. */
  readonly strays: readonly Stray[];
}

/** One for all: a list for each text would cost. */
const none: readonly Stray[] = [];
const nothing: Seen = { own: 0, strays: none };

/** Begins every marker of one user of a run. */
export const userPrefix = ({ run, vu, user }: Omit<MarkerOwner, 'task'>): string =>
  `${markerWord}${run}-V${vu}-U${user}-`;

/**
 * Looks at a text that a user was given. What it wrote itself before is its own, also in an earlier run: the user with its number has its account.
 * A marker that was cut proves nothing.
 * @param user number of the reader. @param ofUser begins its markers. @param shares whether the reader may see what another user wrote.
 */
export function markersIn(text: string, user: number, ofUser: string, shares?: (writer: number) => boolean): Seen {
  let at = text.indexOf(markerWord);
  if (at === -1) return nothing;
  let own = 0;
  let strays = none;
  for (; at !== -1; at = text.indexOf(markerWord, at + markerWord.length)) {
    if (text.startsWith(ofUser, at)) own++;
    else {
      const owner = readMarker(text.slice(at, at + 64));
      if (!owner) continue;
      if (owner.user === user || shares?.(owner.user)) own++;
      else strays = [...strays, { kind: 'foreign', owner, text: `${markerPrefix(owner)}${owner.message};` }];
    }
  }
  return { own, strays };
}

/** What became of a marker that a text must hold. `stale`: the text shows only what the user wrote before it. */
export type Shown = 'shown' | 'stale' | 'lost';

/** @param marker of the user whose text it is. */
export function shownIn(text: string, marker: string): Shown {
  if (text.includes(marker)) return 'shown';
  const wanted = readMarker(marker);
  if (!wanted) return 'lost';
  const ofUser = userPrefix(wanted);
  for (let at = text.indexOf(ofUser); at !== -1; at = text.indexOf(ofUser, at + ofUser.length)) {
    const found = readMarker(text.slice(at, at + 64));
    if (found && (found.task < wanted.task || (found.task === wanted.task && found.message < wanted.message)))
      return 'stale';
  }
  return 'lost';
}
