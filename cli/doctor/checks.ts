import type { Finding } from './finding';
import { checkGo, checkK6, checkNode, checkScenarios } from './programs';
import { checkOpenFiles, checkPort, checkPortRange, checkResults } from './system';

/** Everything that `loadmark doctor` looks at, in the order in which a run needs it. */
export const checks: readonly (() => Promise<Finding>)[] = [
  checkNode,
  checkK6,
  checkGo,
  checkScenarios,
  checkResults,
  checkPort,
  checkOpenFiles,
  checkPortRange,
];
