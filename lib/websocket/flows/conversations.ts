import { aToken } from '../../auth/token';
import type { VuFunction } from '../../load/load';
import type { TimedSocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { knockedAtSocket } from '../dialect/knocked-at';
import { saidTo } from '../dialect/speaker';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { answerHabits } from './answer-habits';
import { converse } from './conversation';

/** Each user talks on a socket of its own. */
export function conversations(protocol: ChatProtocol): VuFunction<TimedSocketLoad> {
  const talk = eachUser<TimedSocketLoad>((user) => converse(user, user.load.schedule, protocol));
  const run: VuFunction<TimedSocketLoad> = async (load, data) => {
    await talk(load, data);
    answerHabits.settle();
  };
  return Object.assign(
    knockedAtSocket(protocol, (speaker) => saidTo(protocol.path, speaker), run, true),
    { needs: aToken },
  );
}
