import { keeping, type Thresholds } from '../gate/threshold';
import { outcomeKinds, refusalStatuses } from '../metrics/outcomes';
import { counter, trend } from '../metrics/recorders';

// k6 refuses a threshold on a metric that nobody has declared, and a scenario without sockets declares none of these.
counter('outcomes');
counter('script_errors');
counter('messages_received');
trend('generator_lag');

/** Keeps what the report of every scenario tells apart: outcomes and refusals. */
export const breakdowns = (): Thresholds =>
  keeping([
    ...outcomeKinds.map((kind) => `outcomes{outcome:${kind}}`),
    ...refusalStatuses.map((status) => `ws_sessions{status:${status}}`),
  ]);
