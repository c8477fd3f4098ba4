import { describe, expect, it } from 'vitest';
import { type SocketOptions, sockets } from '../../../lib/load/sockets';
import { setEnvironment } from '../environment/with-environment';
import { seeded } from '../seeded';

const describeLoad: SocketOptions['describe'] = ({ users, iterations, messages }) =>
  `${users}/${iterations}/${messages}`;
const made = (load: Partial<SocketOptions> = {}, environment: Record<string, string> = {}) => {
  setEnvironment(environment);
  return sockets({ users: 50, describe: describeLoad, ...load });
};

describe('a load of sockets', () => {
  it('has the sizes of its document, and one VU for 100 users', () => {
    expect(made({ iterations: 3, messages: 5 })).toMatchObject({
      describe: '50/3/5',
      users: 50,
      vus: 1,
      iterations: 3,
      messages: 5,
      connectRate: 1000,
      togetherAtMs: 0,
      sizes: { users: 50, connects: 150, tasks: 150, markers: 750, batches: 3 },
      executors: { load: { executor: 'per-vu-iterations', vus: 1, iterations: 1 } },
    });
    expect(made()).toMatchObject({ iterations: 1, messages: 1 });
    expect(made({ users: 101 }).vus).toBe(2);
    expect(made({ users: 5000 }).vus).toBe(40);
    expect(made({ oneVu: true }).vus).toBe(1);
  });

  it('is turned up from the environment', () => {
    const environment = {
      LOAD_TEST_USERS: '80',
      LOAD_TEST_ITERATIONS: '4',
      LOAD_TEST_MESSAGES: '7',
      LOAD_TEST_VUS: '8',
      CONNECT_RATE: '40',
    };
    expect(made({ iterations: 3, messages: 5 }, environment)).toMatchObject({
      describe: '80/4/7',
      vus: 8,
      connectRate: 40,
      sizes: { users: 80, connects: 320, markers: 2240, batches: 4 },
    });
  });

  it('has no VU without a user', () => {
    expect(made({ users: 3 }, { LOAD_TEST_VUS: '100' }).vus).toBe(3);
    expect(made({}, { LOAD_TEST_USERS: '1' }).vus).toBe(1);
  });

  it('begins together one second and a half behind the connects, which take their time', () => {
    expect(made({ together: true }).togetherAtMs).toBe(1575);
    expect(made({ together: true }, { CONNECT_RATE: '10' }).togetherAtMs).toBe(9000);
  });

  it('has a schedule where it has a length: a message a second of each user', () => {
    setEnvironment({});
    const options = { users: 100, durationMs: 300_000, onOneSocket: true, together: true, describe: describeLoad };
    const load = sockets(options);
    expect(load).toMatchObject({
      model: 'open',
      iterations: 300,
      schedule: { intervalMs: 1000, durationMs: 300_000 },
      sizes: { users: 100, connects: 100, tasks: 30_000, seconds: 300 },
    });
    expect(made()).not.toHaveProperty('schedule');
  });

  it.each([
    // All users together make LOAD_TEST_RPS, and only whole messages count.
    [{ LOAD_TEST_DURATION: '2500ms' }, 1000, 2, 8],
    [{ LOAD_TEST_RPS: '40', LOAD_TEST_DURATION: '2s' }, 250, 8, 40],
    [{ LOAD_TEST_RPS: '1', LOAD_TEST_DURATION: '2s' }, 10_000, 1, 5],
    [{ LOAD_TEST_USERS: '20', LOAD_TEST_RPS: '10', LOAD_TEST_DURATION: '4s' }, 2000, 2, 10],
    [{ LOAD_TEST_ITERATIONS: '7', LOAD_TEST_DURATION: '2s' }, 1000, 2, 10],
  ] as const)('is turned up and down by schedule with %j', (environment, intervalMs, perUser, perSecond) => {
    const describe: SocketOptions['describe'] = (load) => String(load.perSecond);
    setEnvironment(environment);
    const load = sockets({ users: 10, durationMs: 60_000, describe });
    expect([load.schedule.intervalMs, load.iterations, load.describe]).toEqual([intervalMs, perUser, `${perSecond}`]);
  });

  it('has room for the schedule, a late socket and the last answers', () => {
    const { maxDurationMs, togetherAtMs } = made({ users: 200, durationMs: 600_000, together: true });
    expect(maxDurationMs).toBeGreaterThan(togetherAtMs + 600_000 + 10_000 + 5000);
    expect(maxDurationMs).toBeLessThan(630_000);
  });

  it('has room for the slowest run, in which every deadline is used up', () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seeded(seed);
      const [users, iterations, rate] = [1 + random(2000), 1 + random(5), 1 + random(3000)];
      const [connectMs, taskMs] = [1 + random(3_000_000), 1 + random(3_000_000)];
      const load = made(
        { users, iterations, together: random(2) === 0 },
        { CONNECT_RATE: `${rate}`, CONNECT_TIMEOUT: `${connectMs}ms`, TASK_TIMEOUT: `${taskMs}ms` },
      );
      // The last user: its turn, both deadlines of its first socket late by a sweep, and the socket left open for a while.
      const lastTurnMs = load.togetherAtMs + ((users - 1) / rate) * 1000;
      const slowestMs = (rounds: number) => lastTurnMs + rounds * (connectMs + taskMs + 3 * 100 + 200);
      const longestMs = 15 * 60_000;
      expect(load.maxDurationMs).toBeGreaterThanOrEqual(Math.min(slowestMs(iterations), longestMs));
      expect(load.maxDurationMs).toBeGreaterThan(slowestMs(1));
      expect(load.executors.load).toMatchObject({ maxDuration: `${Math.ceil(load.maxDurationMs)}ms` });
    }
  });

  it('does not run for hours because many iterations could each use up their deadlines', () => {
    expect(made({ iterations: 100_000 }).maxDurationMs).toBe(15 * 60_000);
  });
});

describe('a load that several runners share', () => {
  it('gives each equally many VUs, and the least share of the users as the sizes to judge by', () => {
    for (let seed = 0; seed < 500; seed++) {
      const random = seeded(seed);
      const [users, runners] = [1 + random(200), 1 + random(12)];
      if (runners > users) continue;
      const environment = { PARALLELISM: `${runners}`, ...(random(2) === 0 && { LOAD_TEST_VUS: `${1 + random(60)}` }) };
      const { vus, sizes } = made({ users, iterations: 6 }, environment);
      expect(vus % runners).toBe(0);
      expect(vus).toBeGreaterThan(0);
      expect(vus).toBeLessThanOrEqual(users);
      // k6 gives runner r of n the VUs r, r + n, r + 2n and so on; VU v has the users v, v + vus and so on.
      const shares = Array.from({ length: runners }, () => 0);
      for (let user = 0; user < users; user++) {
        const runner = (user % vus) % runners;
        shares[runner] = (shares[runner] ?? 0) + 1;
      }
      const least = Math.min(...shares);
      expect(sizes).toMatchObject({ users: least, connects: 6 * least, tasks: 6 * least });
    }
  });

  it.each<[Partial<SocketOptions>, string, number]>([
    [{ users: 3 }, '4', 3],
    [{ oneVu: true }, '2', 1],
  ])('is refused where a runner would have nothing to do', (load, parallelism, most) => {
    expect(() => made(load, { PARALLELISM: parallelism })).toThrow(
      `PARALLELISM must be at most ${most} for this load, but is ${parallelism}`,
    );
  });
});
