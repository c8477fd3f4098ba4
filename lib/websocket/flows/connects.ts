import { knockedAtSocket } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser, type User } from '../../load/users';
import { countedTrend, counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordOutcome } from '../session/record';
import { repeat } from './repeat';

const connectTime = countedTrend('connect_time');
const connectTimeSquares = counter('connect_time_squares');

/** Each user opens a socket, closes it and opens the next: nothing else is under way, so the time is the target's alone. */
export const connects = (path: (iteration: number) => string): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => path(0),
    {},
    eachUser((user) => repeat(user, (iteration) => connectOnce(user, path(iteration)))),
  );

function connectOnce(user: User, path: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const startedMs = now();
    let wasOpened = false;
    openSession(
      { path, name: 'connect' },
      {
        opened(session) {
          const tookMs = now() - startedMs;
          wasOpened = true;
          connectTime.add(tookMs);
          connectTimeSquares.add(tookMs ** 2);
          session.settle({ kind: 'done' });
        },
        text() {},
        settled(session, outcome) {
          recordOutcome(outcome, wasOpened, `user ${user.index}`);
          session.close();
          resolve(outcome);
        },
      },
    );
  });
}
