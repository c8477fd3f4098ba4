import type { Reading, Readings } from '../../lib/gate/reading';

/** Where a run is. */
export type Phase = 'starting' | 'setup' | 'load' | 'teardown' | 'ended';

/** What k6's REST API said when it was asked how the run goes. */
export type Status =
  | { readonly kind: 'answer'; readonly phase: Phase; readonly activeVus: number }
  /** Nobody listens: k6 has not come so far, or has shut the API down and writes its summary. */
  | { readonly kind: 'refused' }
  /** Somebody listens and did not answer in time. */
  | { readonly kind: 'silent' };

/** k6's ExecutionStatus (lib/execution.go), by its number. */
const phases: readonly Phase[] = [
  'starting', // created
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

/** Body of GET /v1/status. @throws Error when it is of another form. */
export function parseStatus(body: unknown): Status {
  const { data } = body as { data: { attributes: { status: number; vus: number | null } } };
  const phase = phases[data.attributes.status];
  if (phase === undefined) throw new Error(`k6 gave the unknown status ${data.attributes.status}`);
  return { kind: 'answer', phase, activeVus: data.attributes.vus ?? 0 };
}

interface MetricAnswer {
  readonly id: string;
  readonly attributes: { readonly sample: Reading };
}

/** Body of GET /v1/metrics: fewer statistics than a summary has (no count of a trend or a rate, percentiles 90 and 95 only). */
export function parseMetrics(body: unknown): Readings {
  const { data } = body as { readonly data: readonly MetricAnswer[] };
  return Object.fromEntries(data.map(({ id, attributes }) => [id, attributes.sample]));
}

/** Body of GET /v1/metrics/NAME for a counter; 0 while it has no samples. */
export function parseCount(body: unknown): number {
  const { data } = body as { readonly data?: MetricAnswer };
  return data?.attributes.sample.count ?? 0;
}
