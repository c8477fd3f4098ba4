import { afterEach, describe, expect, it, vi } from 'vitest';
import { extension } from '../../../lib/runtime/extension';

/** k6's `require`, which gives an empty module for one that it does not know. */
const k6With =
  (modules: Readonly<Record<string, object>>) =>
  (name: string): unknown =>
    modules[name] ?? {};

describe('an extension of k6', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is loaded where this k6 has it', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const module = { pool: () => 1 };
    expect(extension('postgres', k6With({ 'k6/x/postgres': module })).get()).toBe(module);
    expect(log).not.toHaveBeenCalled();
  });

  it('is said to be missing at once, with the command that builds a k6 that has it', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const missing = extension('postgres', k6With({}));
    const said =
      'This k6 has no k6/x/postgres, which the scenario needs: `loadmark k6 --build` builds one that has it.';
    expect(log).toHaveBeenCalledExactlyOnceWith(said);
    expect(() => missing.get()).toThrow(said);
  });
});
