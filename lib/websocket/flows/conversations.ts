import { aToken } from '../../auth/token';
import type { VuFunction } from '../../load/load';
import type { TimedSocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { knockedAtSocket } from '../dialect/knocked-at';
import { type Speaker, saidTo } from '../dialect/speaker';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { answerHabits } from './answer-habits';
import { converse } from './conversation';

/** Each user talks on a socket of its own, in its room where the protocol has rooms. */
export function conversations(protocol: ChatProtocol): VuFunction<TimedSocketLoad> {
  const talk = eachUser<TimedSocketLoad>((user) => converse(user, user.load.schedule, protocol));
  const run: VuFunction<TimedSocketLoad> = async (load, data) => {
    await talk(load, data);
    answerHabits.settle();
  };
  const needsToken = protocol.claims !== undefined;
  const path = (speaker: Speaker) =>
    saidTo(protocol.path, { ...speaker, room: protocol.room?.(speaker.index, speaker.run) });
  return Object.assign(knockedAtSocket(protocol, path, run, needsToken), needsToken && { needs: aToken });
}
