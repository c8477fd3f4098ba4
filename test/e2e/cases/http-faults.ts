import { type Case, type CaseFile, fail, invalid } from './case';

const brief = { LOAD_TEST_DURATION: '2s' };
const impatient = { ...brief, TASK_TIMEOUT: '2s' };
const nobody = { nothingListens: true, unobserved: true } as const;
const allFail = { answer_ok: 'FAIL', served: 'FAIL', worst_second: 'FAIL' } as const;

/** Whatever the target does, a run of HTTP requests ends in time with a verdict and a result. */
const httpFaults: readonly Case[] = [
  { what: 'nothing listens', scenario: 'agent-health', ...nobody, limits: { answer_ok: 'FAIL' }, ...fail },
  {
    what: 'nothing listens, by schedule',
    scenario: 'agent-benchmark-health',
    ...nobody,
    env: brief,
    limits: allFail,
    ...fail,
  },
  {
    what: 'nothing listens, breaking point',
    scenario: 'agent-breaking-point',
    ...nobody,
    env: brief,
    limits: { largest_load: 'FAIL' },
    ...fail,
  },
  {
    what: 'freezes, requests one after the other',
    scenario: 'agent-sustained',
    defects: ['freeze=8000'],
    env: { TASK_TIMEOUT: '2s' },
    limits: { answer_ok: 'FAIL' },
    ...fail,
    withinSeconds: 20,
  },
  {
    what: 'freezes, by schedule',
    scenario: 'agent-benchmark-health',
    defects: ['freeze=6000'],
    env: impatient,
    limits: { ...allFail, response_time: 'NO DATA' },
    ...fail,
  },
  {
    what: 'freezes, breaking point',
    scenario: 'agent-breaking-point',
    defects: ['freeze=6000'],
    env: { ...impatient, LOAD_TEST_DURATION: '1s' },
    limits: { largest_load: 'FAIL' },
    ...fail,
  },
  { what: 'wrong path', scenario: 'agent-config', path: '/nowhere', limits: { answer_ok: 'FAIL' }, ...fail },
];

/** Its other limits must pass, one of them ten milliseconds. */
const seldomAsked: readonly Case[] = [
  {
    // Every request is answered, yet no target can answer five hundred a second when a hundred are asked.
    what: 'B18: is asked too seldom to judge its rate',
    scenario: 'graph-health',
    env: { LOAD_TEST_RPS: '100', LOAD_TEST_DURATION: '2s' },
    limits: { served: 'NO DATA', answer_ok: 'PASS' },
    ...invalid,
  },
];

export const cases: CaseFile = {
  together: { 'HTTP, whatever happens': httpFaults },
  alone: { 'HTTP, whatever happens': seldomAsked },
};
