import { type Case, fail, pass } from './case';

/** Two seconds instead of the document's five. */
const brief = { LOAD_TEST_DURATION: '2s' };

export const healthyGraph: readonly Case[] = [
  { what: 'B11 B12', scenario: 'graph-stats', env: brief, ...pass },
  { what: 'B13 B14', scenario: 'graph-search', env: brief, ...pass },
  { what: 'B15 B16', scenario: 'graph-traverse', env: brief, ...pass },
  { what: 'B17 B18', scenario: 'graph-health', env: brief, ...pass },
  // The rarest of its requests needs three seconds for enough samples.
  { what: 'B23', scenario: 'graph-mixed', env: { LOAD_TEST_DURATION: '3s' }, ...pass },
];

const slow = { http_req_duration: 'FAIL', answer_ok: 'PASS' } as const;
const few = { http_reqs: 'FAIL' } as const;

export const graphRows: readonly Case[] = [
  { what: 'B11: slow', scenario: 'graph-stats', defects: ['slow-graph-stats=80'], env: brief, limits: slow, ...fail },
  {
    what: 'B11: answers with errors',
    scenario: 'graph-stats',
    defects: ['http-errors=10'],
    env: brief,
    limits: { answer_ok: 'FAIL' },
    ...fail,
  },
  {
    what: 'B13: slow',
    scenario: 'graph-search',
    defects: ['slow-graph-search=180'],
    env: brief,
    limits: slow,
    ...fail,
  },
  {
    what: 'B15: slow',
    scenario: 'graph-traverse',
    defects: ['slow-graph-traverse=320'],
    env: { LOAD_TEST_DURATION: '6s' },
    limits: { ...slow, ...few },
    ...fail,
  },
  { what: 'B17: slow', scenario: 'graph-health', defects: ['slow-health=20'], env: brief, limits: slow, ...fail },
];
