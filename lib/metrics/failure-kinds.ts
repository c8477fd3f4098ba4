const lists: (() => readonly string[])[] = [];

/** To be called at the top of a file that sends requests: what may come instead of an answer, by the tag `what` of `requests_failed`. */
export const noteFailures = (list: () => readonly string[]): void => void lists.push(list);

/** All that the requests of this scenario can fail with: k6 keeps only what a threshold names, and each takes memory. */
export const notedFailures = (): readonly string[] => [...new Set(lists.flatMap((list) => list()))];
