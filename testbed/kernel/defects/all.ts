import type { Defect } from '../switch/defect';
import { connectionDefects } from './connections';
import { httpDefects } from './http';
import { processDefects } from './process';
import { upgradeDefects } from './upgrades';

/** The defects of the process, of all WebSockets and of all HTTP routes. An earlier one stands around the later ones. */
export const kernelDefects: readonly Defect[] = [
  ...upgradeDefects,
  ...processDefects,
  ...connectionDefects,
  ...httpDefects,
];
