import leven from 'leven';

/** The names that the caller may have meant, the nearest first, at most three. */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, distance: name.includes(wanted) || wanted.includes(name) ? 1 : leven(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}
