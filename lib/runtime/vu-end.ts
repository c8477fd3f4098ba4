const actions: (() => void)[] = [];

/** What a VU does when its load is over, however it ended: to add up what it has learnt from all of it. To be called at the top of a file. */
export const atVuEnd = (action: () => void): void => void actions.push(action);

/** To be called at the end of the VU's load. */
export function endVu(): void {
  for (const action of actions) action();
}
