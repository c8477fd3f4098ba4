import type { MarkerOwner } from '../../../lib/isolation/marker';
import { markerPrefix } from '../../../lib/isolation/marker';

/** The task of the ledger under test. */
export const own: MarkerOwner = { run: 'R4N0', vu: 2, user: 7, task: 3 };

/** A marker of the task, or of another with these changes. */
export const marker = (message: number, changes: Partial<MarkerOwner> = {}): string =>
  `${markerPrefix({ ...own, ...changes })}${message};`;

/** An output event of document 000 with this text. */
export const output = (text: string): string => JSON.stringify({ event_type: 'output', data: { message: text } });
