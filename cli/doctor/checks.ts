import type { Finding } from './finding';
import { checkBundles, checkGo, checkK6, checkNode } from './programs';
import { checkOpenFiles, checkPort, checkPortRange, checkResults } from './system';

/** Everything that `loadmark doctor` looks at, in the order in which a run needs it. */
export const checks: readonly (() => Promise<Finding>)[] = [
  checkNode,
  checkK6,
  checkGo,
  checkBundles,
  checkResults,
  checkPort,
  checkOpenFiles,
  checkPortRange,
];
