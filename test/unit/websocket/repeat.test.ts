import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutcomeKind } from '../../../lib/metrics/outcomes';
import { repeat } from '../../../lib/websocket/flows/repeat';
import type { Outcome } from '../../../lib/websocket/session/outcome';
import { resetSamples, samplesOf } from '../../stubs/k6-metrics';
import { madeUser } from './made';

beforeEach(() => {
  vi.useFakeTimers();
  resetSamples();
});
afterEach(() => vi.useRealTimers());

/** Repeats a step that settles with these kinds, one after the other. @returns which iterations ran, and when. */
async function repeatSteps(kinds: readonly OutcomeKind[]): Promise<{ iteration: number; atMs: number }[]> {
  const taken: { iteration: number; atMs: number }[] = [];
  const startedMs = performance.now();
  const step = async (iteration: number) => {
    taken.push({ iteration, atMs: Math.round(performance.now() - startedMs) });
    return { kind: kinds[iteration] } as Outcome;
  };
  const running = repeat(madeUser({ iterations: kinds.length }), step);
  await vi.runAllTimersAsync();
  await running;
  return taken;
}

const givenUp = () => samplesOf('outcomes').filter(({ tags }) => tags?.outcome === 'given-up').length;

describe('repeat', () => {
  it('takes one step for each iteration, without a pause, while they succeed or are aborted', async () => {
    const taken = await repeatSteps(['done', 'aborted', 'done']);
    expect(taken).toEqual([0, 1, 2].map((iteration) => ({ iteration, atMs: 0 })));
    expect(givenUp()).toBe(0);
  });

  it('pauses after failures, longer after the second in a row', async () => {
    const taken = await repeatSteps(['refused', 'refused', 'done', 'refused', 'done']);
    expect(taken.map(({ atMs }) => atMs)).toEqual([0, 100, 300, 300, 400]);
  });

  it('does not pause after the last step', async () => {
    const startedMs = performance.now();
    await repeatSteps(['done', 'refused']);
    expect(Math.round(performance.now() - startedMs)).toBe(0);
  });

  it('gives up after three failures in a row, and counts what it did not attempt as failed', async () => {
    const kinds: OutcomeKind[] = ['done', 'timed-out', 'refused', 'closed-early', 'done', 'done'];
    const taken = await repeatSteps(kinds);
    expect(taken.map(({ iteration }) => iteration)).toEqual([0, 1, 2, 3]);
    expect(givenUp()).toBe(2);
    expect(samplesOf('connect_ok').map(({ value }) => value)).toEqual([0, 0]);
    expect(samplesOf('task_ok').map(({ value }) => value)).toEqual([0, 0]);
  });

  it('counts failures from zero again after each success', async () => {
    const kinds: OutcomeKind[] = ['refused', 'refused', 'done', 'refused', 'refused', 'aborted', 'refused'];
    expect(await repeatSteps(kinds)).toHaveLength(kinds.length);
    expect(givenUp()).toBe(0);
  });
});
