// Stands for k6/timers in Node, whose own timers are the same but for the type of their handle. Looked up at each call, so that a test
// can put its own time in their place.

const armed = new Set<unknown>();

/** Timers that have not fired and were not cleared: k6 would hold the iteration open for them. */
export const armedTimers = (): number => armed.size;

export const setTimeout = (act: () => void, ms?: number) => {
  const handle = globalThis.setTimeout(() => {
    armed.delete(handle);
    act();
  }, ms);
  armed.add(handle);
  return handle;
};
export const clearTimeout = (handle: ReturnType<typeof setTimeout>): void => {
  armed.delete(handle);
  globalThis.clearTimeout(handle);
};
