import type { VuFunction } from '../../load/load';
import type { SocketLoad } from '../../load/sockets';
import { eachUser, type User } from '../../load/users';
import { countedTrend, counter } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { later } from '../../runtime/pace';
import { endpointOf } from '../dialect/endpoint-of';
import { knockedAtSocket } from '../dialect/knocked-at';
import { runSpoken } from '../dialect/run-spoken';
import { speakerOf } from '../dialect/speaker';
import type { ConnectPath, ConnectProtocol } from '../protocols/connect-protocol';
import { atOnceMs, type Flow, type Session } from '../session/flow';
import type { Outcome } from '../session/outcome';
import { repeat } from './repeat';

const connectTime = countedTrend('connect_time');
const connectTimeSquares = counter('connect_time_squares');

/** What all connects of one user may be held open together: a hundred in a row must not take ten seconds longer for it. */
const heldInAllMs = 2000;

/**
 * Each user opens a socket, holds it for a moment, closes it and opens the next: nothing else happens, so the time is the target's alone.
 * @param how the path of each connect of a user, or a protocol with it: then a user has connected when its dialect has let it in.
 * @param heldMs a socket that the target closes before this has passed since its opening is no success. Users with many connects hold each
 * for a share of two seconds.
 */
export function connects(how: ConnectPath | ConnectProtocol, heldMs = atOnceMs): VuFunction<SocketLoad> {
  const protocol: ConnectProtocol = typeof how === 'function' ? { name: 'connect', path: how } : how;
  const connect = (user: User, iteration: number) => {
    const speaker = speakerOf(user, iteration);
    return runSpoken(protocol, speaker, {
      endpoint: (jar) => endpointOf(protocol, protocol.path(iteration, speaker), speaker, jar),
      flow: () => new ConnectFlow(`user ${user.index}`, Math.min(heldMs, heldInAllMs / user.load.iterations)),
    });
  };
  return knockedAtSocket(
    protocol,
    (speaker) => protocol.path(0, speaker),
    eachUser((user) => repeat(user, (iteration) => connect(user, iteration))),
  );
}

class ConnectFlow implements Flow {
  readonly who: string;
  readonly atOnceMs: number;
  private readonly heldMs: number;
  private readonly startedMs = now();
  private tookMs = 0;

  constructor(who: string, heldMs: number) {
    this.who = who;
    // The timer that ends the socket may be late.
    this.atOnceMs = Math.max(heldMs, atOnceMs);
    this.heldMs = heldMs;
  }

  opened(session: Session): void {
    this.tookMs = now() - this.startedMs;
    later(this.heldMs, () => session.settle({ kind: 'done' }));
  }

  over(_session: Session, { kind }: Outcome): void {
    if (kind !== 'done') return;
    connectTime.add(this.tookMs);
    connectTimeSquares.add(this.tookMs ** 2);
  }
}
