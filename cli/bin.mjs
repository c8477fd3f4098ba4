#!/usr/bin/env node
// Runs the command line from its TypeScript: no build step stands between an edit and a run.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
