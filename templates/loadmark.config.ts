import { defineConfig } from 'loadmark/config';

export default defineConfig({
  // Where the load goes: `loadmark run NAME` takes local, `loadmark run NAME --env staging` takes staging.
  // ws:// and http:// are the same server here: each scenario opens sockets or sends requests, as it needs.
  targets: {
    local: { url: 'ws://127.0.0.1:8000' },
    // A scenario whose server listens elsewhere:
    // local: { url: 'ws://127.0.0.1:8000', byScenario: { requests: { url: 'http://127.0.0.1:3000' } } },
    // staging: { url: 'wss://staging.example.org', metrics: 'https://staging.example.org/metrics' },
  },
  // Started before a run with --env local and ended after it, unless something listens there already.
  // testbed: { command: 'node server.js' },
});
