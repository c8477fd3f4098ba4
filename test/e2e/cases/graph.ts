import { type Case, type CaseFile, fail, pass } from './case';

/** Two seconds instead of the document's five. */
const brief = { LOAD_TEST_DURATION: '2s' };
/** Long enough for fifty requests where few are served. */
const longer = { LOAD_TEST_DURATION: '4s' };
/** Of each of its levels. */
const levels = { LOAD_TEST_DURATION: '1s' };
/** What the levels below the stress serve is not the question, and hangs on the machine. */
const whateverServed = {
  ...levels,
  LIMITS: ['light', 'medium', 'heavy'].map((level) => `served{level:${level}}>5`).join('; '),
};

const healthyGraph: readonly Case[] = [
  { what: 'B11 B12', scenario: 'graph-stats', env: brief, ...pass },
  { what: 'B13 B14', scenario: 'graph-search', env: brief, ...pass },
  { what: 'B15 B16', scenario: 'graph-traverse', env: brief, ...pass },
  { what: 'B17 B18', scenario: 'graph-health', env: brief, ...pass },
  // The rarest of its requests needs three seconds and more for enough samples.
  { what: 'B23', scenario: 'graph-mixed', env: longer, ...pass },
  { what: 'B19 B20 B21 B22', scenario: 'graph-scaling', env: levels, ...pass, withinSeconds: 25 },
];

const slow = { response_time: 'FAIL', answer_ok: 'PASS' } as const;
/** Every worker is a client that waits. */
const slowToAll = { ...slow, client_time: 'FAIL' } as const;
/** Where workers wait for answers, few answers are slow ones. */
const few = { served: 'FAIL', response_time: 'FAIL' } as const;
const fewToAll = { ...few, client_time: 'FAIL' } as const;

const graphRows: readonly Case[] = [
  {
    what: 'B11: slow',
    scenario: 'graph-stats',
    defects: ['slow-graph-stats=60'],
    env: brief,
    limits: slowToAll,
    ...fail,
  },
  {
    what: 'B11: answers with errors',
    scenario: 'graph-stats',
    defects: ['http-errors=10'],
    env: brief,
    limits: { answer_ok: 'FAIL' },
    ...fail,
  },
  { what: 'B12: few', scenario: 'graph-stats', defects: ['throttle=60'], env: brief, limits: fewToAll, ...fail },
  {
    // Ten workers get 52 answers a second of 180 ms each, and 50 is the limit of another row.
    what: 'B13: slow',
    scenario: 'graph-search',
    defects: ['slow-graph-search=180'],
    env: { ...brief, LOAD_TEST_USERS: '15' },
    limits: slowToAll,
    ...fail,
  },
  { what: 'B14: few', scenario: 'graph-search', defects: ['throttle=40'], env: brief, limits: fewToAll, ...fail },
  {
    what: 'B15 B16: slow',
    scenario: 'graph-traverse',
    defects: ['slow-graph-traverse=320'],
    env: longer,
    limits: { ...slowToAll, served: 'FAIL' },
    ...fail,
  },
  { what: 'B17: slow', scenario: 'graph-health', defects: ['slow-health=20'], env: brief, limits: slow, ...fail },
  {
    what: 'B17: stalls for 2 s, which no pause of the load hides',
    scenario: 'graph-health',
    defects: ['stall'],
    // How many answers of the stall come in time hangs on how fast the machine works them off.
    env: { ...longer, LIMITS: 'served>100' },
    limits: { ...slow, worst_second: 'FAIL' },
    ...fail,
  },
  { what: 'B18: few', scenario: 'graph-health', defects: ['throttle=400'], env: brief, limits: few, ...fail },
  {
    what: 'B19 B20 B21: few',
    scenario: 'graph-scaling',
    defects: ['throttle=45'],
    env: levels,
    limits: { served: 'FAIL', worst_second: 'FAIL', answer_ok: 'PASS' },
    ...fail,
    withinSeconds: 40,
  },
  {
    what: 'B22: collapses under the stress',
    scenario: 'graph-scaling',
    defects: ['collapse-under-load'],
    env: whateverServed,
    limits: { throughput_share: 'FAIL' },
    ...fail,
    withinSeconds: 40,
  },
  {
    what: 'B22: cuts connections instead of refusing',
    scenario: 'graph-scaling',
    defects: ['cut-overload'],
    // So does what is left of the throughput at the stress, where the generator connects again after each cut.
    env: { ...levels, LIMITS: `${whateverServed.LIMITS}; throughput_share{level:stress}:min>=0` },
    limits: { clean_failure: 'FAIL' },
    ...fail,
    withinSeconds: 30,
  },
  {
    what: 'B23: one endpoint is slow while all are asked',
    scenario: 'graph-mixed',
    defects: ['slow-graph-search=180'],
    env: longer,
    limits: { response_time: 'FAIL', served: 'PASS' },
    ...fail,
  },
];

export const cases: CaseFile = {
  alone: { 'the graph, healthy': healthyGraph, 'the graph, a row broken': graphRows },
};
