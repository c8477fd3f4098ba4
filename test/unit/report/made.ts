import type { Reading, Readings } from '../../../lib/gate/reading';
import { type EndedRun, makeResult } from '../../../lib/report/make-result';
import type { Result } from '../../../lib/report/result';
import { counted, madeLimit, noForeign } from '../gate/made';

/** A trend as k6 sums it up. */
export const trend = (count: number, values: Readonly<Record<string, number>>): Reading => ({ count, ...values });

/** Fifty sockets, all of which did well. */
export const goodReadings: Readings = {
  ...counted({
    outcomes: 50,
    'outcomes{outcome:done}': 50,
    open_sockets: 50,
    markers_checked: 250,
    foreign_chances: 250,
    markers_compared: 250,
    foreign_markers: 0,
  }),
  connect_ok: { rate: 1, passes: 50, fails: 0 },
  task_ok: { rate: 1, passes: 50, fails: 0 },
  ws_connecting: trend(50, { min: 0.67, avg: 5.86, med: 4.62, 'p(95)': 12.34, max: 24.15 }),
  task_time: trend(50, { min: 204.2, avg: 217.07, med: 220.67, 'p(95)': 223.69, max: 223.89 }),
  generator_lag: trend(50, { med: 1.93, 'p(95)': 5.79, max: 6.16 }),
};

/** Fifty sockets, every one refused with 503. */
export const refusedReadings: Readings = {
  ...counted({ outcomes: 50, 'outcomes{outcome:refused}': 50, 'ws_sessions{status:503}': 50, open_sockets: 0 }),
  connect_ok: { rate: 0, passes: 0, fails: 50 },
  task_ok: { rate: 0, passes: 0, fails: 50 },
  ws_connecting: trend(50, { min: 0.67, avg: 5.86, med: 4.62, 'p(95)': 12.34, max: 24.15 }),
  generator_lag: trend(0, { med: 0, 'p(95)': 0, max: 0 }),
};

const limits = [
  madeLimit({ row: 'A02', minSamples: 50, pass: { op: '>', value: 0.8 } }),
  madeLimit({
    row: 'A03',
    title: 'max concurrent connections',
    metric: 'open_sockets',
    statistic: 'count',
    minSamples: 50,
    pass: { op: '>=', value: 50 },
  }),
  noForeign({ row: 'A06', minSamples: 50 }),
  madeLimit({
    row: 'A08',
    title: 'target memory per connection',
    metric: 'target_memory_per_connection',
    statistic: 'max',
    evidence: 'target_memory_per_connection_samples',
    minSamples: 1,
    pass: { op: '<', value: 50 },
    needs: 'METRICS_URL',
  }),
];

const endedRun: EndedRun = {
  scenario: 'ws-50',
  limits,
  load: { describe: '50 sockets at once', model: 'closed', users: 50, vus: 2, iterations: 1, messages: 5 },
  readings: goodReadings,
  bounds: { lagMs: 250 },
  given: [],
  strict: false,
  run: 'Q4R9LU',
  endedAt: new Date('2026-02-11T12:00:02Z'),
  durationMs: 2039.66,
  target: 'ws://127.0.0.1:8000',
  build: { loadmark: '0.1.0', commit: 'abcdef123456' },
};

/** The result of fifty sockets that did well; a test changes what it is about. */
export const madeResult = (changes: Partial<EndedRun> = {}): Result => makeResult({ ...endedRun, ...changes });
