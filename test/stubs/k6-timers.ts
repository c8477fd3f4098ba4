// Stands for k6/timers in Node, whose own timers are the same but for the type of their handle. Looked up at each call, so that a test
// can put its own time in their place.

export const setTimeout: typeof globalThis.setTimeout = ((...call: Parameters<typeof globalThis.setTimeout>) =>
  globalThis.setTimeout(...call)) as typeof globalThis.setTimeout;
export const clearTimeout: typeof globalThis.clearTimeout = (handle) => globalThis.clearTimeout(handle);
