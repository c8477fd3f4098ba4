#!/usr/bin/env node
// In a checkout the command line runs from its TypeScript: no build step stands between an edit and a run. An installed package has only
// what `npm pack` compiled.
import { existsSync } from 'node:fs';

const source = new URL('./main.ts', import.meta.url);
const isCheckout = existsSync(source);
if (isCheckout) {
  const { register } = await import('tsx/esm/api');
  register();
}
const { main } = await import(isCheckout ? source.href : new URL('../compiled/cli/main.js', import.meta.url).href);
process.exitCode = await main(process.argv);
