import { keeping, type Thresholds } from '../gate/threshold';
import { closeCodes } from '../metrics/close-codes';
import { failures } from '../metrics/failures';
import { messageFailures } from '../metrics/message-failures';
import { outcomeKinds, refusalStatuses } from '../metrics/outcomes';
import { refusals } from '../metrics/publications';
import { counter, isRecorded, trend } from '../metrics/recorders';
import { shortages } from '../metrics/shortages';

// k6 refuses a threshold on a metric that nobody has declared, and a scenario without sockets declares none of these.
counter('outcomes');
counter('script_errors');
counter('messages_received');
counter('generator_shortages');
trend('generator_lag');

/** Keeps what the report of every scenario tells apart: outcomes, refusals, and what the generator lacked. */
export const breakdowns = (): Thresholds =>
  keeping([
    ...outcomeKinds.map((kind) => `outcomes{outcome:${kind}}`),
    ...Object.keys(shortages).map((what) => `generator_shortages{what:${what}}`),
    ...refusalStatuses().map((status) => `ws_sessions{status:${status}}`),
    ...(isRecorded('target_closes') ? closeCodes().map((code) => `target_closes{code:${code}}`) : []),
    ...(['streams_refused', 'before_failed', 'after_failed'] as const)
      .filter(isRecorded)
      .flatMap((name) => failures().map((what) => `${name}{what:${what}}`)),
    ...(isRecorded('messages_failed') ? messageFailures.map((what) => `messages_failed{what:${what}}`) : []),
    ...(isRecorded('publications_refused') ? refusals().map((what) => `publications_refused{what:${what}}`) : []),
  ]);
