/**
 * Who got whose marker, as one number. k6 gives handleSummary no way to hear of single events but the least, the largest and the last
 * value of a gauge: three examples, on every k6, also where nobody keeps the log.
 */
export interface LeakPair {
  /** User number of the socket that received the marker. */
  readonly receiver: number;
  /** User number that the marker names; undefined for a marker that the library did not make. */
  readonly owner: number | undefined;
}

/** User numbers stay below this, so that two fit into the 53 bits of a number. */
const base = 2 ** 26;

/** An owner whose number no user has comes back as undefined. */
export const encodePair = ({ receiver, owner = -1 }: LeakPair): number =>
  receiver * base + (owner + 1 < base ? owner + 1 : 0);

export function decodePair(value: number): LeakPair {
  const owner = value % base;
  return { receiver: Math.floor(value / base), owner: owner === 0 ? undefined : owner - 1 };
}
