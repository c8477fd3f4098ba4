import { describe, expect, it } from 'vitest';
import type { Exit } from '../../../cli/k6/exit-words';
import type { Rest } from '../../../cli/k6/rest';
import type { Interruption } from '../../../cli/watch/interruption';
import { watchRun } from '../../../cli/watch/watch-run';

const never = new Promise<never>(() => {});
const calm: Interruption = { requested: never, hurried: never, dispose() {} };
const screen = { print() {}, progress() {}, clear() {} };

/** A k6 whose API is gone. @param endsAt what is told to it ends it after so many milliseconds: a signal, or being looked at. */
async function watch(
  endsAt: Partial<Record<NodeJS.Signals | 'look', number>>,
  { statedMs = 60_000, interruption = calm } = {},
) {
  const told: (NodeJS.Signals | 'look')[] = [];
  let end: (exit: Exit) => void = () => {};
  const ended = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const tell = (what: NodeJS.Signals | 'look') => {
    told.push(what);
    const afterMs = what === 'SIGKILL' ? 0 : endsAt[what];
    if (afterMs !== undefined) setTimeout(() => end({ code: 0, signal: null }), afterMs);
  };
  const rest: Rest = {
    async status() {
      tell('look');
      return { kind: 'refused' };
    },
    count: async () => undefined,
    readings: async () => undefined,
  };
  const k6 = { pid: 0, log: process.stdin, ended, signal: tell };
  const { stop } = await watchRun({
    k6,
    environment: {},
    rest,
    statedMs,
    loadingMs: 0,
    cleaningUpMs: 0,
    screen,
    interruption,
    show() {},
  });
  return { stop: stop?.kind, signals: told.filter((what) => what !== 'look') };
}

describe('watchRun', () => {
  it('takes a k6 for ended that ended while loadmark was suspended and slept beyond its time', async () => {
    // Its end is known only some turns of the event loop after the timer that fired late.
    expect(await watch({ look: 50 }, { statedMs: 0 })).toEqual({ stop: undefined, signals: [] });
  });

  it('stops a k6 that is overdue and does not end', async () => {
    expect(await watch({ SIGTERM: 0 }, { statedMs: 0 })).toEqual({ stop: 'overtime', signals: ['SIGTERM'] });
  });

  it('gives k6 time for its summary when it is interrupted', async () => {
    const interruption: Interruption = { ...calm, requested: Promise.resolve('SIGINT') };
    expect(await watch({ SIGINT: 50 }, { interruption })).toEqual({ stop: 'interrupted', signals: ['SIGINT'] });
  });
});
