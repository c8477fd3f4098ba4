import { describe, expect, it } from 'vitest';
import { endpoint } from '../../../lib/http/endpoint';
import { journey } from '../../../lib/journey/journey';
import { arrivals } from '../../../lib/load/arrivals';
import { arrivingUsers } from '../../../lib/load/arriving-users';
import { users } from '../../../lib/load/journey-users';
import { ladder, ladderAndBack, ladderUntilBroken } from '../../../lib/load/ladder';
import type { Load } from '../../../lib/load/load';
import { sockets } from '../../../lib/load/sockets';
import { eachUser } from '../../../lib/load/users';
import { workers } from '../../../lib/load/workers';
import { findBreakingPoint } from '../../../lib/requests/breaking-point';
import { climb, climbAndReturn } from '../../../lib/requests/climb';
import { bySchedule } from '../../../lib/requests/schedule';
import { byWorkers } from '../../../lib/requests/workers';
import type { ScenarioDefinition } from '../../../lib/scenario/definition';

/** A load and what runs under it: the compiler decides, and `npm run types` looks at this file. */
const pair = <L extends Load>({ load }: Pick<ScenarioDefinition<L>, 'load' | 'run'>): string => load.kind;

const one = endpoint({ name: 'one', path: '/' });
const levels = [{ name: 'low', workers: 1 }];
const each = { requestsEach: 1 };

const ofSockets = sockets({ users: 1, describe: () => 'one socket' });
const ofArrivals = arrivals({ requests: [{ request: one, perSecond: 1 }], durationMs: 1000 });
const ofWorkers = workers({ workers: 1, until: each });
const ofLadder = ladder({ levels, each });
const ofUsers = users({ users: 1, duration: '1s' });
const ofArriving = arrivingUsers({ perSecond: 1, duration: '1s' });
const travel = journey(() => Promise.resolve());

describe('a scenario', () => {
  it('takes a load and what is made for it', () => {
    const kinds = [
      pair({ load: ofSockets, run: eachUser(async () => {}) }),
      pair({ load: ofArrivals, run: bySchedule }),
      pair({ load: ofWorkers, run: byWorkers([one]) }),
      pair({ load: ofLadder, run: climb([one]) }),
      pair({ load: ofUsers, run: travel }),
      pair({ load: ofArriving, run: travel }),
      pair({ load: ladderAndBack({ levels, each }), run: climbAndReturn([one]) }),
      pair({
        load: ladderUntilBroken({
          levels,
          each,
          mustKeep: [{ row: 'T01', title: 'success', metric: 'answer_ok', statistic: 'rate', minSamples: 1 }],
        }),
        run: findBreakingPoint([one]),
      }),
    ];
    expect(kinds).toEqual(['sockets', 'arrivals', 'workers', 'ladder', 'users', 'arriving users', 'ladder', 'ladder']);
  });

  it('is refused by the compiler where the two do not fit', () => {
    // @ts-expect-error Workers make no journeys.
    pair({ load: ofWorkers, run: travel });
    // @ts-expect-error Users on a journey are no workers.
    pair({ load: ofUsers, run: byWorkers([one]) });
    // @ts-expect-error Workers have no schedule.
    pair({ load: ofWorkers, run: bySchedule });
    // @ts-expect-error A schedule has no workers.
    pair({ load: ofArrivals, run: byWorkers([one]) });
    // @ts-expect-error A ladder is not one number of workers.
    pair({ load: ofLadder, run: byWorkers([one]) });
    // @ts-expect-error There are no levels to climb.
    pair({ load: ofWorkers, run: climb([one]) });
    // @ts-expect-error This ladder does not go back.
    pair({ load: ofLadder, run: climbAndReturn([one]) });
    // @ts-expect-error This ladder has no limits that a level must keep.
    pair({ load: ofLadder, run: findBreakingPoint([one]) });
    // @ts-expect-error Sockets are not workers.
    pair({ load: ofSockets, run: byWorkers([one]) });
    // @ts-expect-error Users of sockets are no workers.
    pair({ load: ofWorkers, run: eachUser(async () => {}) });
  });
});
