import { knockedAtSocket } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { countedTrend, counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { runFlow } from '../session/open-session';
import type { Flow, Session } from '../session/session';
import { repeat } from './repeat';

const connectTime = countedTrend('connect_time');
const connectTimeSquares = counter('connect_time_squares');

/** Each user opens a socket, closes it and opens the next: nothing else happens, so the time is the target's alone. */
export const connects = (path: (iteration: number) => string): VuFunction<SocketLoad> =>
  knockedAtSocket(
    () => path(0),
    {},
    eachUser((user) =>
      repeat(user, (iteration) =>
        runFlow({ name: 'connect', path: path(iteration) }, new ConnectFlow(`user ${user.index}`)),
      ),
    ),
  );

class ConnectFlow implements Flow {
  readonly who: string;
  private readonly startedMs = now();

  constructor(who: string) {
    this.who = who;
  }

  opened(session: Session): void {
    const tookMs = now() - this.startedMs;
    connectTime.add(tookMs);
    connectTimeSquares.add(tookMs ** 2);
    session.settle({ kind: 'done' });
  }

  over(): void {}
}
