import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeKinds } from '../../../lib/metrics/outcomes';
import { describeOutcome, type Outcome } from '../../../lib/websocket/session/outcome';

const outcomes: readonly Outcome[] = [
  { kind: 'done' },
  { kind: 'aborted' },
  { kind: 'given-up' },
  { kind: 'refused', reason: 'connection refused' },
  { kind: 'turned-away', by: 'close', code: 4401, reason: 'no seat' },
  { kind: 'timed-out', phase: 'task' },
  { kind: 'closed-early', code: 1011 },
  { kind: 'protocol-error', what: 'a binary frame of 3 bytes' },
  { kind: 'error-answer', message: 'full' },
  { kind: 'script-error', error: new Error('made by the test') },
];
const failures = outcomes.filter(({ kind }) => !['done', 'aborted', 'given-up'].includes(kind));

/** The module as a new VU has it, because it counts what it logged, and its metrics. */
async function newVu() {
  vi.resetModules();
  return { ...(await import('../../../lib/websocket/session/record')), ...(await import('../../stubs/k6-metrics')) };
}

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  for (const level of ['warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe('recordOutcome', () => {
  it('counts every socket once, by its kind, and whether it was opened', async () => {
    const { recordOutcome, samplesOf, sumOf } = await newVu();
    for (const outcome of outcomes) recordOutcome(outcome, outcome.kind === 'done', 'user 7');
    expect(samplesOf('outcomes').map(({ tags }) => tags?.outcome)).toEqual(outcomes.map(({ kind }) => kind));
    expect([samplesOf('connect_ok').length, sumOf('connect_ok'), sumOf('script_errors')]).toEqual([
      outcomes.length,
      1,
      1,
    ]);
  });

  it('counts the codes with which the target closed, and no other failure', async () => {
    const { recordOutcome, samplesOf } = await newVu();
    const closes: Outcome[] = [
      { kind: 'closed-early', code: 1011 },
      { kind: 'closed-early', code: undefined },
      { kind: 'closed-early', code: 4321 },
      { kind: 'turned-away', by: 'close', code: 4401 },
      { kind: 'turned-away', by: 'message', reason: 'full' },
      { kind: 'refused', reason: 'bad handshake' },
    ];
    for (const outcome of closes) recordOutcome(outcome, false, 'user 7');
    expect(samplesOf('target_closes').map(({ tags }) => tags?.code)).toEqual(['1011', 'none', 'other', '4401']);
  });

  it('logs three failures of a VU, and no outcome that is no failure', async () => {
    const { recordOutcome } = await newVu();
    for (let round = 0; round < 3; round++)
      for (const outcome of outcomes) if (outcome.kind !== 'script-error') recordOutcome(outcome, true, 'user 7');
    expect(logged).toEqual([
      'failed: user 7: refused: connection refused',
      'failed: user 7: turned away by the target (code 4401: no seat)',
      'failed: user 7: timed out (task)',
    ]);
  });

  it('logs a script error once', async () => {
    const { recordOutcome } = await newVu();
    recordOutcome({ kind: 'script-error', error: 'a text' }, true, 'user 7');
    expect(logged).toEqual(['user 7: script error: a text']);
  });

  it('logs a script error also after three failures: only the log has its message', async () => {
    const { recordOutcome } = await newVu();
    for (const outcome of failures) recordOutcome(outcome, true, 'user 7');
    expect(logged.at(-1)).toContain('user 7: script error: Error: made by the test');
    expect(logged.at(-1)).toContain('record.test.ts');
  });
});

describe('recordTask', () => {
  it('counts every attempt as done or not, but for those that the script aborted', async () => {
    const { recordTask, samplesOf } = await newVu();
    for (const outcome of outcomes) recordTask(outcome);
    expect(samplesOf('task_ok').map(({ value }) => value)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('recordMessages', () => {
  it('adds up the messages of a socket, and nothing for one that received none', async () => {
    const { recordMessages, samplesOf, sumOf } = await newVu();
    recordMessages({ messages: 6, maxMs: 0.5 });
    recordMessages({ messages: 0, maxMs: 0 });
    expect([sumOf('messages_received'), sumOf('generator_lag'), samplesOf('generator_lag').length]).toEqual([
      6, 0.5, 1,
    ]);
  });
});

describe('describeOutcome', () => {
  it.each<[string, Outcome]>([
    ['reason', { kind: 'closed-early', code: 4000, reason: 'SAID' }],
    ['reason', { kind: 'turned-away', by: 'message', reason: 'SAID' }],
    ['message', { kind: 'error-answer', message: 'SAID' }],
    ['last message', { kind: 'timed-out', phase: 'task', last: 'SAID' }],
  ])("quotes the target's %s on one short line, without a token, whole or cut", (_what, outcome) => {
    const describe = (said: string) =>
      describeOutcome(JSON.parse(JSON.stringify(outcome).replace('SAID', () => JSON.stringify(said).slice(1, -1))));
    expect(describe('no\u001b[2J\r\n seat')).toContain('no [2J seat');
    expect(describe('x'.repeat(5000)).length).toBeLessThan(200);
    const [head, payload] = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ1In0'];
    for (const token of [`${head}.${payload}.c2ln`, `${head}.${payload}`, head, `${head}...`, `${head}.`])
      expect(describe(`your token ${token}`)).toMatch(/your token \*\*\*/);
  });

  it('has a line of its own for every kind', () => {
    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomeKinds);
    const lines = outcomes.map(describeOutcome);
    expect(new Set(lines).size).toBe(outcomes.length);
    expect(describeOutcome({ kind: 'closed-early', code: undefined })).toContain('code none');
    expect(describeOutcome({ kind: 'turned-away', by: 'message', reason: 'full' })).toMatch(/\(full\)$/);
    expect(describeOutcome({ kind: 'script-error', error: 'a text' })).toBe('script error: a text');
  });
});
