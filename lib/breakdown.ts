import { isVu } from './env';
import type { Thresholds } from './gate/threshold';
import { counter, trend } from './metrics';
import { refusalStatuses } from './report/result';
import { outcomeKinds } from './websocket/outcome';

// k6 refuses a threshold on a metric that nobody has declared, and a scenario without sockets declares none of these. It is made once for
// the whole test, so that VUs are spared.
if (!isVu()) {
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
  const parts = [
    ...own,
    ...outcomeKinds.map((kind) => `outcomes{outcome:${kind}}`),
    ...refusalStatuses.map((status) => `ws_sessions{status:${status}}`),
  ];
  return Object.fromEntries(parts.map((part) => [part, ['count>=0']]));
}
