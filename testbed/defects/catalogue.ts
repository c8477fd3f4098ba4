import { busyAfterLoad } from './agent/busy-after-load';
import { failAbove } from './agent/fail-above';
import { keepRequests } from './agent/keep-requests';
import { noWorkflows } from './agent/no-workflows';
import { slowAgentAnalysis } from './agent/slow-agent-analysis';
import { slowAgentCapabilities } from './agent/slow-agent-capabilities';
import { slowAgentCollection } from './agent/slow-agent-collection';
import { slowAgentConfig } from './agent/slow-agent-config';
import { slowAgentHealth } from './agent/slow-agent-health';
import { slowAgentOptimization } from './agent/slow-agent-optimization';
import { slowAgentWorkflows } from './agent/slow-agent-workflows';
import { keepBroadcasts } from './broadcast/keep-broadcasts';
import { leakBroadcast } from './broadcast/leak-broadcast';
import { loseBroadcast } from './broadcast/lose-broadcast';
import { reorderBroadcast } from './broadcast/reorder-broadcast';
import { repeatBroadcast } from './broadcast/repeat-broadcast';
import { slowBroadcast } from './broadcast/slow-broadcast';
import { slowReceiver } from './broadcast/slow-receiver';
import type { Defect } from './defect';
import { collapseUnderLoad } from './http/collapse-under-load';
import { cutOverload } from './http/cut-overload';
import { httpErrors } from './http/http-errors';
import { slowGraphSearch } from './http/slow-graph-search';
import { slowGraphStats } from './http/slow-graph-stats';
import { slowGraphTraverse } from './http/slow-graph-traverse';
import { slowHealth } from './http/slow-health';
import { throttle } from './http/throttle';
import { acceptExpiredToken } from './pam/accept-expired-token';
import { acceptForgedToken } from './pam/accept-forged-token';
import { acceptMissingToken } from './pam/accept-missing-token';
import { leakHistory } from './pam/leak-history';
import { leakResponse } from './pam/leak-response';
import { loseResponse } from './pam/lose-response';
import { repeatResponse } from './pam/repeat-response';
import { slowResponse } from './pam/slow-response';
import { freeze } from './process/freeze';
import { leakMemory } from './process/leak-memory';
import { stall } from './process/stall';
import { connectionCap } from './sockets/connection-cap';
import { neverClose } from './sockets/never-close';
import { neverUpgrade } from './sockets/never-upgrade';
import { refuse } from './sockets/refuse';
import { refuseSome } from './sockets/refuse-some';
import { slowHandshake } from './sockets/slow-handshake';
import { slowRead } from './sockets/slow-read';
import { slowReconnect } from './sockets/slow-reconnect';
import { binaryOutput } from './tasks/binary-output';
import { cutOutput } from './tasks/cut-output';
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
  refuseSome,
  connectionCap,
  neverUpgrade,
  slowHandshake,
  slowReconnect,
  neverClose,
  freeze,
  stall,
  leakMemory,
  slowRead,
  errorEvent,
  neverComplete,
  lateOutput,
  dropMidTask,
  staleAfterReconnect,
  leakOutput,
  loseOutput,
  cutOutput,
  repeatOutput,
  reorderOutput,
  hugeOutput,
  garbage,
  binaryOutput,
  slowBroadcast,
  slowReceiver,
  leakBroadcast,
  loseBroadcast,
  repeatBroadcast,
  reorderBroadcast,
  keepBroadcasts,
  slowResponse,
  leakHistory,
  leakResponse,
  loseResponse,
  repeatResponse,
  acceptExpiredToken,
  acceptForgedToken,
  acceptMissingToken,
  httpErrors,
  throttle,
  slowGraphStats,
  slowGraphSearch,
  slowGraphTraverse,
  slowHealth,
  collapseUnderLoad,
  cutOverload,
  slowAgentHealth,
  slowAgentConfig,
  slowAgentCapabilities,
  slowAgentWorkflows,
  slowAgentCollection,
  slowAgentAnalysis,
  slowAgentOptimization,
  noWorkflows,
  failAbove,
  keepRequests,
  busyAfterLoad,
];
