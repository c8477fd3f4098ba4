import { describe, expect, it } from 'vitest';
import { chooseTargets, showTargets } from '../../../cli/run/targets';
import { guardDatabase } from '../../../cli/target-guard';
import type { About } from '../../../lib/scenario/scenario';

describe('the guard of a database', () => {
  it.each([
    'postgres://u:p@127.0.0.1:5432/app',
    'postgres://u:p@ss@localhost/app',
    'postgresql://u:p@[::1]:5432/app?sslmode=disable',
    'postgres://u:p@10.0.0.1:5432,192.168.1.1:5433/app',
    'http://127.0.0.1:8080',
  ])('lets a run with --env local go to %s', (url) => {
    expect(() => guardDatabase('DATABASE_URL', url, 'local')).not.toThrow();
  });

  it.each([
    'postgres://ann:geheim@db.example.org:5432/app',
    'postgres://ann:geheim@127.0.0.1:5432,db.example.org:5432/app',
    'postgres://127.0.0.1@ann:geheim@db.example.org/app',
  ])('refuses %s with --env local, shows its host only, and lets staging go there', (url) => {
    const guard = (environment: 'local' | 'staging') => () => guardDatabase('DATABASE_URL', url, environment);
    expect(guard('local')).toThrow(/^db\.example\.org of DATABASE_URL is not this machine.*--env staging/);
    expect(guard('local')).not.toThrow(/geheim/);
    expect(guard('staging')).not.toThrow();
  });

  it.each([
    'postgres://ann:geheim@127.0.0.1/app?host=db.example.org',
    'postgres://ann:geheim@127.0.0.1/app?sslmode=disable&service=production',
    'postgres:///app',
  ])('refuses %s everywhere, because the host that it leads to is not to be seen', (url) => {
    for (const environment of ['local', 'staging', 'production'] as const) {
      expect(() => guardDatabase('VECTORS_URL', url, environment)).toThrow(/^VECTORS_URL must be a URL with the host/);
      expect(() => guardDatabase('VECTORS_URL', url, environment)).not.toThrow(/geheim/);
    }
  });
});

describe('where the load goes', () => {
  const of = (...targets: About['targets']) => ({ targets }) as unknown as About;
  const variables = { DATABASE_URL: 'postgres://ann:geheim@127.0.0.1:5432/app' };
  const request = { environment: 'local', target: undefined, confirmed: false, variables } as const;

  it('is the database alone where nothing else is under test: no TARGET_URL is made up for it', () => {
    const chosen = chooseTargets(of('DATABASE_URL'), request);
    expect(chosen).toEqual(variables);
    expect(showTargets(of('DATABASE_URL'), chosen)).toBe('postgres://127.0.0.1:5432/app');
  });

  it('is both where both are under test', () => {
    const chosen = chooseTargets(of('TARGET_URL', 'DATABASE_URL'), request);
    expect(chosen).toMatchObject({ ...variables, TARGET_URL: expect.stringContaining('127.0.0.1') });
    expect(showTargets(of('TARGET_URL', 'DATABASE_URL'), chosen)).toMatch(/^ws:.* and postgres:\/\/127/);
  });

  it('is said to be missing, with what is expected', () => {
    expect(() => chooseTargets(of('VECTORS_URL'), request)).toThrow(/^VECTORS_URL is missing: expected a URL/);
  });

  it('is no matter of a database that the script does not use, whatever the shell has', () => {
    const shell = { ...request, variables: { DATABASE_URL: 'postgres://db.example.org/app' } };
    expect(() => chooseTargets(of('TARGET_URL'), shell)).not.toThrow();
    // A script that says nothing of itself may use it.
    expect(() => chooseTargets(undefined, shell)).toThrow(/db\.example\.org of DATABASE_URL/);
  });

  it('is production with the word for it only', () => {
    const production = { ...request, environment: 'production' } as const;
    expect(() => chooseTargets(of('DATABASE_URL'), production)).toThrow(/--i-know-this-is-production/);
    expect(() => chooseTargets(of('DATABASE_URL'), { ...production, confirmed: true })).not.toThrow();
  });
});
