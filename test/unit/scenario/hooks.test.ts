import { describe, expect, it, vi } from 'vitest';
import type { VuFunction } from '../../../lib/load/load';
import { type SocketLoad, sockets } from '../../../lib/load/sockets';
import { scenario } from '../../../lib/scenario/scenario';
import { samplesOf } from '../../stubs/k6-metrics';
import { setEnvironment } from '../environment/with-environment';

const load = sockets({ users: 1, describe: () => 'one user' });
const database = {
  what: 'a database',
  targets: ['DATABASE_URL'] as const,
  extension: 'k6/x/postgres',
  check() {},
};

/** A scenario whose run makes something. @returns it, and what was called with what. */
function making(hooks: Partial<Pick<VuFunction<SocketLoad>, 'prepare' | 'cleanUp'>>, needs = {}) {
  setEnvironment({ TARGET_URL: 'ws://target', RUN_ID: 'CI42' });
  const calls: unknown[] = [];
  const run = Object.assign(async (_load: SocketLoad, data: unknown) => void calls.push(['run', data]), hooks);
  return { calls, made: () => scenario({ name: 'maker', limits: [], load, run, ...needs }) };
}

describe('a run that makes something in the target', () => {
  it('makes it once before the load, hands its data to every VU, and removes it behind the load', async () => {
    const removed = vi.fn(async () => {});
    const { calls, made } = making({ prepare: async (_load, { run }) => ({ table: `t_${run}` }), cleanUp: removed });
    const { setup, run, teardown, options, about } = made();
    const data = await setup();
    await run(data);
    await teardown(data);
    const given = { run: 'CI42', prepared: { table: 't_CI42' } };
    expect(calls).toEqual([['run', given]]);
    expect(removed).toHaveBeenCalledExactlyOnceWith(load, given);
    expect(options).toMatchObject({ noSetup: false, setupTimeout: '600000ms', teardownTimeout: '60000ms' });
    expect(about).toMatchObject({ preparingMs: 600_000, cleaningUpMs: 60_000 });
  });

  it('removes what it could make where the rest cannot be made, and sends nothing', async () => {
    const removed = vi.fn(async () => {});
    const { made } = making({ prepare: () => Promise.reject(new Error('disk full')), cleanUp: removed });
    const { setup, teardown } = made();
    expect(teardown).toBeTypeOf('function');
    await expect(setup()).rejects.toThrow('disk full');
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it('does not begin where its file exports no teardown', async () => {
    const prepared = vi.fn(async () => 1);
    const { made } = making({ prepare: prepared, cleanUp: async () => {} });
    const { setup } = made();
    await expect(setup()).rejects.toThrow(/maker makes something.*add teardown/);
    expect(prepared).not.toHaveBeenCalled();
  });

  it('keeps its verdict where it cannot be removed, and counts that', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { made } = making({ cleanUp: () => Promise.reject(new Error('no permission')) });
    const { teardown } = made();
    await expect(teardown(undefined)).resolves.toBeUndefined();
    expect(samplesOf('clean_up_failed')).toHaveLength(1);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('was not removed: Error: no permission'));
    log.mockRestore();
  });
});

describe('a run that makes nothing', () => {
  it('pays nothing: k6 makes no VU for setup()', () => {
    const { options, about } = making({}).made();
    expect(options).toMatchObject({ noSetup: true, setupTimeout: '30000ms' });
    expect(options).not.toHaveProperty('teardownTimeout');
    expect(about).toMatchObject({ preparingMs: 0, cleaningUpMs: 0, targets: ['TARGET_URL'], extensions: [] });
  });
});

describe('a scenario of a database', () => {
  it('asks for DATABASE_URL instead of TARGET_URL, and shows it without user and password', () => {
    const { made } = making({}, { needs: database });
    const { setup, about, handleSummary } = made();
    expect(() => setup()).toThrow('DATABASE_URL is missing');
    expect(about).toMatchObject({ needsExtension: true, extensions: ['k6/x/postgres'], targets: ['DATABASE_URL'] });
    setEnvironment({ DATABASE_URL: 'postgres://ann:geheim@db:5432/app' });
    expect(setup()).toEqual({ baseline: null });
    const files = handleSummary({ metrics: {}, state: { testRunDurationMs: 1, isStdOutTTY: false } });
    expect(JSON.parse(files['./result.json'] ?? '').target).toBe('postgres://db:5432/app');
    expect(JSON.stringify(files)).not.toContain('geheim');
  });
});
