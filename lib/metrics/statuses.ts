/** From the first to the last: registered HTTP statuses, and statuses that well-known servers, proxies and clouds have of their own. */
const ranges = [
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 431],
  [440, 440],
  [444, 444],
  [449, 451],
  [460, 463],
  [494, 499],
  [500, 511],
  [520, 530],
  [598, 599],
] as const;

/**
 * HTTP statuses that a report tells apart, in order: k6 counts one by one only those that a threshold names. The list is made at the first
 * call, because it takes k6 0.1 MB, and few VUs ask for it.
 * @param more statuses that only the caller may see.
 */
export function statusesAnd(...more: readonly number[]): () => readonly number[] {
  let made: readonly number[] | undefined;
  return () => {
    made ??= [
      ...ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
      ...more,
    ].sort((one, other) => one - other);
    return made;
  };
}
