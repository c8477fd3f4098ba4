import { type Case, type CaseFile, fail, pass } from './case';

/** On the testbed's PostgreSQL with pgvector, whose own figures are not the testbed's. Fewer vectors than the document has, which take minutes to store. */
const on = { vectors: true, unobserved: true } as const;
const insert = { ...on, scenario: 'vector-insert', env: { LOAD_TEST_ITERATIONS: '5' }, withinSeconds: 25 };
const search = {
  ...on,
  scenario: 'vector-search',
  env: { VECTOR_COUNT: '4000', LOAD_TEST_DURATION: '4s' },
  withinSeconds: 30,
};
/**
 * A search that compares 3,000 vectors takes 20 ms of a core, one with an index 2. Few a second and a bound between the two show it, where
 * the document's rate and bound would need a machine that is busy with nothing else.
 */
const fewer = {
  VECTOR_COUNT: '3000',
  LOAD_TEST_DURATION: '8s',
  LOAD_TEST_RPS: '40',
  LIMITS: 'response_time{name:vector-search}:p(50)<12',
};

/** What is lost or not found: no busy machine changes it. */
const counted: readonly Case[] = [
  {
    what: 'C13: every hundredth vector is lost',
    ...fail,
    ...insert,
    defects: ['lost-vectors=100'],
    limits: { vectors_lost: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'C14: the graph has too few links',
    ...fail,
    ...search,
    defects: ['poor-graph'],
    limits: { recall: 'FAIL', answer_ok: 'PASS' },
  },
  {
    what: 'C14: too few candidates are looked at',
    ...fail,
    ...search,
    defects: ['low-ef'],
    limits: { recall: 'FAIL', answer_ok: 'FAIL' },
  },
];

const inTime: readonly Case[] = [
  { what: 'C13', ...pass, ...insert },
  {
    what: 'C13: the index is heavy to build',
    ...fail,
    ...insert,
    defects: ['heavy-graph'],
    limits: { insert_rate: 'FAIL', answer_ok: 'PASS', vectors_lost: 'PASS' },
  },
  { what: 'C14', ...pass, ...search },
  {
    what: 'C14: the index was not built',
    ...fail,
    ...search,
    env: fewer,
    withinSeconds: 45,
    defects: ['vector-index-not-built'],
    limits: { response_time: 'FAIL', recall: 'PASS' },
  },
];

export const cases: CaseFile = { together: { 'vectors, counted': counted }, alone: { vectors: inTime } };
