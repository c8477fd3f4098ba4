// k6 gives every script its environment in a global.
(globalThis as { __ENV?: Record<string, string> }).__ENV = {};
