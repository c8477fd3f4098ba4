import { keeping, type Thresholds } from '../gate/threshold';
import { counter, trend } from '../metrics/recorders';
import { isFirstEvaluation } from '../runtime/run';
import { outcomeKinds, refusalStatuses } from '../websocket/session/outcome';

// k6 refuses a threshold on a metric that nobody has declared, and a scenario without sockets declares none of these. It is made once for
// the whole test, so that VUs are spared.
if (isFirstEvaluation) {
  counter('outcomes');
  counter('script_errors');
  counter('messages_received');
  trend('generator_lag');
}

/** Keeps what the report of every scenario tells apart, outcomes and refusals, beside the scenario's own parts. */
export const breakdowns = (own: readonly string[] = []): Thresholds =>
  keeping([
    ...own,
    ...outcomeKinds.map((kind) => `outcomes{outcome:${kind}}`),
    ...refusalStatuses.map((status) => `ws_sessions{status:${status}}`),
  ]);
