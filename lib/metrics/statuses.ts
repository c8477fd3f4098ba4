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
 * HTTP statuses that a report tells apart, in order: k6 counts a status by itself only where a threshold names it. The list is made when it is
 * first asked for, which few VUs do.
 * @param more statuses that only the caller may see.
 */
export function statusesAnd(...more: readonly number[]): () => readonly number[] {
  let made: readonly number[] | undefined;
  return () => {
    made ??= listed(more).sort((one, other) => one - other);
    return made;
  };
}

function listed(more: readonly number[]): number[] {
  const statuses = [...more];
  for (const [first, last] of ranges) for (let status = first; status <= last; status++) statuses.push(status);
  return statuses;
}
