import type { MarkerOwner } from '../../../lib/isolation/marker';
import { markerPrefix } from '../../../lib/isolation/marker';

/** The task whose ledger is looked at. */
export const own: MarkerOwner = { run: 'R4N0', vu: 2, user: 7, task: 3 };

/** A marker of the task, or of another that differs from it as given. */
export const marker = (message: number, changes: Partial<MarkerOwner> = {}): string =>
  `${markerPrefix({ ...own, ...changes })}${message};`;

/** An output event of document 000 that carries a text. */
export const output = (text: string): string => JSON.stringify({ event_type: 'output', data: { message: text } });
