import type { Defect } from './defect';
import { connectionCap } from './sockets/connection-cap';
import { freeze } from './sockets/freeze';
import { leakMemory } from './sockets/leak-memory';
import { neverClose } from './sockets/never-close';
import { neverUpgrade } from './sockets/never-upgrade';
import { refuse } from './sockets/refuse';
import { slowHandshake } from './sockets/slow-handshake';
import { slowRead } from './sockets/slow-read';
import { binaryOutput } from './tasks/binary-output';
import { dropMidTask } from './tasks/drop-mid-task';
import { errorEvent } from './tasks/error-event';
import { garbage } from './tasks/garbage';
import { hugeOutput } from './tasks/huge-output';
import { lateOutput } from './tasks/late-output';
import { leakOutput } from './tasks/leak-output';
import { loseOutput } from './tasks/lose-output';
import { neverComplete } from './tasks/never-complete';
import { reorderOutput } from './tasks/reorder-output';
import { repeatOutput } from './tasks/repeat-output';
import { staleAfterReconnect } from './tasks/stale-after-reconnect';

/**
 * Every defect there is. When several are on, an earlier one stands around the later ones: what `binary-output` changes has passed
 * `lose-output` before.
 */
export const catalogue: readonly Defect[] = [
  refuse,
  connectionCap,
  neverUpgrade,
  slowHandshake,
  neverClose,
  freeze,
  leakMemory,
  slowRead,
  errorEvent,
  neverComplete,
  lateOutput,
  dropMidTask,
  staleAfterReconnect,
  leakOutput,
  loseOutput,
  repeatOutput,
  reorderOutput,
  hugeOutput,
  garbage,
  binaryOutput,
];
