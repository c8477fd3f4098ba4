import { type Case, type CaseFile, fail, pass, warning } from './case';

/** Two seconds instead of ten and more. */
const brief = { LOAD_TEST_DURATION: '2s' };
/** Long enough for each of the users, which pause for up to three seconds, to ask twice. */
const users = { LOAD_TEST_DURATION: '4s' };
/** Of what is asked one at a time. */
const few = { LOAD_TEST_ITERATIONS: '10' };
/** Of each level. */
const levels = { LOAD_TEST_DURATION: '1s' };

/** Their bounds are a share of answers, or seconds. */
const answered: readonly Case[] = [
  { what: 'E02', scenario: 'agent-health', ...pass },
  { what: 'E03', scenario: 'agent-config', ...pass },
  { what: 'E03', scenario: 'agent-capabilities', ...pass },
  { what: 'E04', scenario: 'agent-workflows', ...pass },
  { what: 'E05', scenario: 'agent-mixed', ...pass },
  { what: 'E05: a 404 for no workflows is none', scenario: 'agent-mixed', defects: ['no-workflows'], ...pass },
  { what: 'E09', scenario: 'agent-benchmark-collection', env: few, ...pass },
  { what: 'E10', scenario: 'agent-benchmark-analysis', env: few, ...pass },
  { what: 'E11', scenario: 'agent-benchmark-optimization', env: few, ...pass },
  { what: 'E12', scenario: 'agent-stress-health', ...pass },
  { what: 'E13', scenario: 'agent-stress-mixed', ...pass },
  { what: 'E14', scenario: 'agent-sustained', ...pass },
];

const healthyAgent: readonly Case[] = [
  { what: 'E01', scenario: 'agent-load', ...pass },
  { what: 'E06', scenario: 'agent-benchmark-health', env: brief, ...pass },
  { what: 'E07', scenario: 'agent-benchmark-config', env: brief, ...pass },
  { what: 'E07', scenario: 'agent-benchmark-capabilities', env: brief, ...pass },
  { what: 'E08', scenario: 'agent-benchmark-workflows', env: brief, ...pass },
  { what: 'E15', scenario: 'agent-resources', ...pass },
  { what: 'E16', scenario: 'agent-scalability', ...pass },
  { what: 'E17', scenario: 'agent-breaking-point', env: levels, ...pass, withinSeconds: 25 },
  { what: 'E18', scenario: 'agent-users', env: users, ...pass, withinSeconds: 20 },
];

/**
 * An endpoint's row, and delays in ms: above the target but within the acceptable, and above both. An endpoint without a rate of its own
 * is asked one at a time, and twice.
 */
const delays: readonly (readonly [row: string, endpoint: string, acceptableMs: number, slowMs: number])[] = [
  ['E06', 'health', 60, 110],
  ['E07', 'config', 120, 220],
  ['E07', 'capabilities', 120, 220],
  ['E08', 'workflows', 220, 520],
  ['E09', 'collection', 3100, 5100],
  ['E10', 'analysis', 1100, 2100],
  ['E11', 'optimization', 2100, 3100],
];

const delayed = (endpoint: string, delayMs: number) => ({
  scenario: `agent-benchmark-${endpoint}`,
  // The preflight would wait for its own answer first.
  ...(delayMs > 1000 && { args: ['--no-preflight'] }),
  defects: [`slow-agent-${endpoint}=${delayMs}`],
  env: { ...brief, LOAD_TEST_ITERATIONS: '2' },
});

/** The document's WARNING. */
const betweenTiers = (apart: (apartMs: number) => boolean): readonly Case[] =>
  delays
    .filter(([, , acceptableMs, slowMs]) => apart(slowMs - acceptableMs))
    .map(
      ([row, endpoint, acceptableMs]): Case => ({
        what: `${row}: acceptable`,
        ...delayed(endpoint, acceptableMs),
        limits: { response_time: 'WARNING' },
        ...warning,
      }),
    );

const aboveTiers = delays.map(
  ([row, endpoint, , slowMs]): Case => ({
    what: `${row}: slow`,
    ...delayed(endpoint, slowMs),
    limits: { response_time: 'FAIL' },
    ...fail,
  }),
);

const failing = (row: string, scenario: string, defect: string, changes: Partial<Case> = {}): Case => ({
  what: `${row}: ${defect}`,
  scenario,
  defects: [defect],
  limits: { answer_ok: 'FAIL' },
  ...fail,
  ...changes,
});

// Of answers that must all be good, two are bad at least: the preflight may take the first.
const agentRows: readonly Case[] = [
  failing('E01', 'agent-load', 'fail-above=60'),
  failing('E02', 'agent-health', 'http-errors=2'),
  failing('E02', 'agent-health', 'slow-agent-health=2050', {
    args: ['--no-preflight'],
    env: { LOAD_TEST_ITERATIONS: '1' },
    limits: { response_time: 'FAIL' },
  }),
  failing('E03', 'agent-config', 'http-errors=4'),
  failing('E03', 'agent-capabilities', 'http-errors=4'),
  // The preflight would turn a target down whose path does not exist.
  failing('E04', 'agent-workflows', 'no-workflows', { args: ['--no-preflight'] }),
  failing('E05', 'agent-mixed', 'http-errors=2'),
  ...aboveTiers,
  failing('E06', 'agent-benchmark-health', 'throttle=800', {
    env: brief,
    limits: { served: 'FAIL', response_time: 'FAIL' },
  }),
  failing('E12', 'agent-stress-health', 'http-errors=6'),
  failing('E13', 'agent-stress-mixed', 'http-errors=11'),
  failing('E14', 'agent-sustained', 'http-errors=6'),
  failing('E15', 'agent-resources', 'keep-requests', { limits: { target_memory_rise: 'FAIL' } }),
  failing('E15', 'agent-resources', 'busy-after-load', { limits: { target_cpu_excess: 'FAIL' } }),
  {
    what: 'E15: without the figures of the target',
    scenario: 'agent-resources',
    unobserved: true,
    verdict: 'INVALID',
    exitCode: 3,
    k6ExitCode: 99,
    withinSeconds: 12,
  },
  failing('E16', 'agent-scalability', 'fail-above=70'),
  failing('E17', 'agent-breaking-point', 'fail-above=3', {
    env: levels,
    limits: { largest_load: 'FAIL' },
    withinSeconds: 25,
  }),
  failing('E18', 'agent-users', 'slow-agent-config=220', {
    env: users,
    limits: { response_time: 'FAIL' },
    withinSeconds: 20,
  }),
];

export const cases: CaseFile = {
  together: {
    'the agent API, a row broken': agentRows,
    'the agent API, answered': answered,
    'the agent API, between tiers that are seconds apart': betweenTiers((apartMs) => apartMs >= 1000),
  },
  alone: {
    'the agent API, healthy': healthyAgent,
    'the agent API, between its tiers': betweenTiers((apartMs) => apartMs < 1000),
  },
};
