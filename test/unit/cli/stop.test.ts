import { describe, expect, it } from 'vitest';
import type { Exit } from '../../../cli/k6/exit-words';
import { stopK6 } from '../../../cli/watch/stop';

/** A k6 that ends at a certain signal. */
function fakeK6(endsAt: (signals: readonly NodeJS.Signals[]) => boolean) {
  const signals: NodeJS.Signals[] = [];
  let end: (exit: Exit) => void = () => {};
  const ended = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const signal = (name: NodeJS.Signals) => {
    signals.push(name);
    if (endsAt(signals)) end({ code: null, signal: name });
  };
  return { k6: { pid: 0, log: process.stdin, ended, signal }, signals };
}

const never = new Promise<void>(() => {});
const steps = [
  { signal: 'SIGTERM', waitMs: 20 },
  { signal: 'SIGTERM', waitMs: 20 },
] as const;

describe('stopK6', () => {
  it('asks once when k6 obeys', async () => {
    const { k6, signals } = fakeK6(() => true);
    await stopK6(k6, steps, never);
    expect(signals).toEqual(['SIGTERM']);
  });

  it('asks twice and then kills a k6 that hangs', async () => {
    const { k6, signals } = fakeK6((seen) => seen.includes('SIGKILL'));
    await stopK6(k6, steps, never);
    expect(signals).toEqual(['SIGTERM', 'SIGTERM', 'SIGKILL']);
  });

  it('kills at once when nobody wants to wait', async () => {
    const { k6, signals } = fakeK6((seen) => seen.includes('SIGKILL'));
    const patient = steps.map(({ signal }) => ({ signal, waitMs: 60_000 }));
    await stopK6(k6, patient, Promise.resolve());
    expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
  });
});
