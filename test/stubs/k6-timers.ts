// Stands for k6/timers in Node, whose own timers are the same but for the type of their handle.
const { setTimeout, clearTimeout } = globalThis;
export { clearTimeout, setTimeout };
