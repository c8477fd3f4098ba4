import type { Thresholds } from './gate/threshold';
import { refusalStatuses } from './report/result';
import { outcomeKinds } from './websocket/outcome';

/**
 * Thresholds that always hold: k6 keeps the part of a metric that bears a tag only where a threshold names it, and the report tells
 * outcomes and refusals apart.
 */
export function breakdowns(): Thresholds {
  const parts = [
    ...outcomeKinds.map((kind) => `outcomes{outcome:${kind}}`),
    ...refusalStatuses.map((status) => `ws_sessions{status:${status}}`),
  ];
  return Object.fromEntries(parts.map((part) => [part, ['count>=0']]));
}
