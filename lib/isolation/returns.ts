/**
 * The markers of one task that came again after they had come once, in order, as one text. Each is a marker's number with the number of
 * markers that had come for the first time until then, so that two tasks with the same text had the same pattern.
 */
export type Returns = string;

/** A marker that came again. */
export const returned = (message: number, next: number): string => `${next}:${message} `;

/** How often each of a task's markers came in all. @param expected number of markers that a task asks for. */
export function countsOf(returns: Returns, expected: number): number[] {
  const counts = new Array<number>(expected).fill(1);
  for (const each of returns.split(' ')) {
    const message = Number(each.slice(each.indexOf(':') + 1));
    if (each !== '') counts[message] = (counts[message] ?? 0) + 1;
  }
  return counts;
}

/** The commonest of some numbers; of several, the largest. */
export function commonest(numbers: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const number of numbers) tally.set(number, (tally.get(number) ?? 0) + 1);
  const most = Math.max(...tally.values());
  return Math.max(...[...tally].filter(([, times]) => times === most).map(([number]) => number));
}
