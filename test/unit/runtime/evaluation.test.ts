import { beforeEach, expect, it, vi } from 'vitest';
import { setEnvironment } from '../environment/with-environment';

/** Stands for k6: what the first evaluation shared, all others get. */
let shared: unknown[] | undefined;
vi.mock('k6/data', () => ({
  SharedArray: function SharedArray(_name: string, make: () => unknown[]) {
    shared ??= make();
    return shared;
  },
}));

async function evaluate() {
  vi.resetModules();
  const { isFirstEvaluation } = await import('../../../lib/runtime/evaluation');
  const { runId } = await import('../../../lib/runtime/run-id');
  return { isFirstEvaluation, runId };
}

beforeEach(() => {
  shared = undefined;
  setEnvironment({});
});

it('tells the first evaluation of a script from those of VUs and of the summary', async () => {
  expect((await evaluate()).isFirstEvaluation).toBe(true);
  expect((await evaluate()).isFirstEvaluation).toBe(false);
});

it('has the same id in all evaluations, and another one in another run', async () => {
  const id = (await evaluate()).runId();
  expect(id).toMatch(/^[0-9A-Z]{6}$/);
  expect((await evaluate()).runId()).toBe(id);
  shared = undefined;
  expect((await evaluate()).runId()).not.toBe(id);
});

it('takes the id from RUN_ID', async () => {
  setEnvironment({ RUN_ID: 'CI42' });
  expect((await evaluate()).runId()).toBe('CI42');
});
