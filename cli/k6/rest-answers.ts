import * as v from 'valibot';
import type { Readings } from '../../lib/gate/reading';

/** Where a run is; `opening`: its outputs are started, and there is no VU yet. */
export type Phase = 'opening' | 'starting' | 'setup' | 'load' | 'teardown' | 'ended';

/** What k6's REST API says about how the run goes. */
export type Status =
  | { readonly kind: 'answer'; readonly phase: Phase; readonly activeVus: number }
  /** Nothing listens: k6 has not started its API yet, or has shut it down and writes its summary. */
  | { readonly kind: 'refused' }
  /** The API did not answer in time. */
  | { readonly kind: 'silent' };

/** k6's ExecutionStatus (lib/execution.go), by its number. */
const phases: readonly Phase[] = [
  'opening', // created
  'starting', // VUs are initialized
  'starting', // executors are initialized
  'starting', // initialized
  'starting', // paused
  'starting', // started
  'setup',
  'load',
  'teardown',
  'ended',
  'ended', // interrupted
  'ended', // marked as failed
];

const statusBody = v.object({
  data: v.object({ attributes: v.object({ status: v.number(), vus: v.nullish(v.number(), 0) }) }),
});
const metric = v.object({
  id: v.string(),
  attributes: v.object({ sample: v.record(v.string(), v.number()) }),
});
const metricsBody = v.object({ data: v.array(metric) });
/** Without data where the metric has no samples: k6 answers 404 then. */
const metricBody = v.object({ data: v.optional(metric) });

/** Body of GET /v1/status. @throws Error when it is of another form. */
export function parseStatus(body: unknown): Status {
  const { status, vus } = v.parse(statusBody, body).data.attributes;
  const phase = phases[status];
  if (phase === undefined) throw new Error(`k6 gave the unknown status ${status}`);
  return { kind: 'answer', phase, activeVus: vus };
}

/**
 * Body of GET /v1/metrics: fewer statistics than a summary has (no count of a trend or a rate, percentiles 90 and 95 only).
 * @throws Error when it is of another form.
 */
export const parseMetrics = (body: unknown): Readings =>
  Object.fromEntries(v.parse(metricsBody, body).data.map(({ id, attributes }) => [id, attributes.sample]));

/** Body of GET /v1/metrics/NAME for a counter; 0 while it has no samples. @throws Error when it is of another form. */
export const parseCount = (body: unknown): number => v.parse(metricBody, body).data?.attributes.sample.count ?? 0;
