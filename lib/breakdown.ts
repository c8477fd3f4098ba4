import type { Thresholds } from './gate/threshold';
import { counter, trend } from './metrics';
import { refusalStatuses } from './report/result';
import { isFirstEvaluation } from './run';
import { outcomeKinds } from './websocket/outcome';

// k6 refuses a threshold on a metric that nobody has declared, and a scenario without sockets declares none of these. It is made once for
// the whole test, so that VUs are spared.
if (isFirstEvaluation) {
  counter('outcomes');
  counter('script_errors');
  counter('messages_received');
  trend('generator_lag');
}

/**
 * Thresholds that always hold: k6 keeps the part of a metric that bears a tag only where a threshold names it, and the report tells
 * outcomes and refusals apart.
 */
export function breakdowns(own: readonly string[] = []): Thresholds {
  const kept: Thresholds = {};
  for (const part of own) kept[part] = ['count>=0'];
  for (const kind of outcomeKinds) kept[`outcomes{outcome:${kind}}`] = ['count>=0'];
  for (const status of refusalStatuses) kept[`ws_sessions{status:${status}}`] = ['count>=0'];
  return kept;
}
