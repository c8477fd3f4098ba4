import { describe, expect, it } from 'vitest';
import { type ArrivingUsersOptions, arrivingUsers } from '../../../lib/load/arriving-users';
import { type UsersOptions, users } from '../../../lib/load/journey-users';
import { setEnvironment } from '../environment/with-environment';

const usersWith = (options: UsersOptions, environment: Record<string, string> = {}) => {
  setEnvironment(environment);
  return users(options);
};
const arrivingWith = (options: ArrivingUsersOptions, environment: Record<string, string> = {}) => {
  setEnvironment(environment);
  return arrivingUsers(options);
};

describe('users', () => {
  it('come in a ramp that is part of the duration', () => {
    const load = usersWith({ users: 120, rampUp: '30s', duration: '5m', think: ['1s', '3s'] });
    expect(load).toMatchObject({
      users: 120,
      vus: 3,
      connections: 40,
      durationMs: 300_000,
      thinkMs: [1000, 3000],
      describe: '120 users for 300 s, 1000 to 3000 ms between two journeys of one user',
      sizes: { users: 120, seconds: 300 },
    });
    expect(load.stretches).toEqual([
      { ms: 30_000, to: 120 },
      { ms: 270_000, to: 120 },
    ]);
    // After its end a journey may go on for 30 s, and its last request be answered for 30 s.
    expect(load.maxDurationMs).toBe(362_000);
  });

  it('must be served so many requests a second, in proportion to their number, or as the environment says', () => {
    const options = { users: 1000, duration: '5m', perSecond: 100 } as const;
    const wanted = (environment: Record<string, string>) => usersWith(options, environment).sizes.perSecond;
    expect([
      wanted({}),
      wanted({ LOAD_TEST_USERS: '50' }),
      wanted({ LOAD_TEST_USERS: '50', LOAD_TEST_RPS: '80' }),
    ]).toEqual([100, 5, 80]);
    expect(usersWith({ users: 1000, duration: '5m' }).sizes).not.toHaveProperty('perSecond');
  });

  it('are scaled with their stages by the environment', () => {
    const stages = [
      { duration: '10s', users: 10 },
      { duration: '20s', users: 40 },
    ] as const;
    const load = usersWith({ stages }, { LOAD_TEST_USERS: '20', LOAD_TEST_DURATION: '3s' });
    expect(load.stretches).toEqual([
      { ms: 1000, to: 5 },
      { ms: 2000, to: 20 },
    ]);
    expect(load.describe).toBe('users in stages (5, 20) for 3 s, together at most 1000 requests a second');
  });

  it.each<[string, UsersOptions, RegExp]>([
    ['a ramp that is longer', { users: 1, rampUp: '2s', duration: '1s' }, /rampUp is 2s, longer than the whole load/],
    ['no user', { users: 0, duration: '1s' }, /at least one user/],
    ['no time', { stages: [] }, /at least one user, for a time/],
    ['what is no duration', { users: 1, duration: '1e99s' }, /duration must be a duration such as 500ms.*"1e99s"/],
  ])('are refused with %s', (_what, options, said) => {
    expect(() => usersWith(options)).toThrow(said);
  });
});

describe('arriving users', () => {
  it('are as many as their rate makes', () => {
    const load = arrivingWith({ perSecond: 250, duration: '10s' });
    expect(load).toMatchObject({ arrivals: 2500, users: 2500, vus: 3, model: 'open', durationMs: 10_000 });
    expect(load.describe).toBe('250 users arriving a second for 10 s, one journey each');
  });

  it('are scaled by the environment', () => {
    const stages = [
      { duration: '10s', perSecond: 10 },
      { duration: '10s', perSecond: 10 },
    ] as const;
    const load = arrivingWith({ stages }, { LOAD_TEST_RPS: '4', LOAD_TEST_DURATION: '10s' });
    expect(load.arrivals).toBe(4 * 5 * 0.5 + 4 * 5);
  });

  it('are refused where none arrives', () => {
    expect(() => arrivingWith({ perSecond: 0.5, duration: '1s' })).toThrow(/at least one user arrives/);
  });
});
