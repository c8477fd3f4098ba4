/**
 * Which user received which user's marker, as one number. handleSummary knows no single events, but it knows the least, the largest and
 * the last value of a gauge: three examples, with every build of k6 and without the log.
 */
export interface LeakPair {
  /** User number of the socket that received the marker. */
  readonly receiver: number;
  /** User number that the marker names; undefined for a marker that is not the library's. */
  readonly owner: number | undefined;
  /** The marker is of another run, whose users have numbers of their own. */
  readonly ofAnotherRun?: true;
}

/** User numbers are below this, so that two and one bit fit into the 53 bits of a number. */
const base = 2 ** 26;
const anotherRun = base ** 2;

/** An owner with a number that no user can have is decoded as undefined. */
export const encodePair = ({ receiver, owner = -1, ofAnotherRun }: LeakPair): number =>
  (ofAnotherRun ? anotherRun : 0) + receiver * base + (owner + 1 < base ? owner + 1 : 0);

export function decodePair(value: number): LeakPair {
  const owner = value % base;
  const receiver = Math.floor((value % anotherRun) / base);
  return { receiver, owner: owner === 0 ? undefined : owner - 1, ...(value >= anotherRun && { ofAnotherRun: true }) };
}
