#!/usr/bin/env node
// `npm create loadmark@latest [folder]` is `loadmark init [folder]`.
process.argv.splice(2, 0, 'init');
await import('loadmark/cli');
