import { knockedAtSocket } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { TimedSocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { converse } from './conversation';

/** Each user talks on a socket of its own. */
export const conversations = (protocol: ChatProtocol): VuFunction<TimedSocketLoad> =>
  knockedAtSocket(
    () => protocol.path,
    { ...protocol, needsToken: true },
    eachUser((user) => converse(user, user.load.schedule, protocol)),
  );
