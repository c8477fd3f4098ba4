import { knockedAtSocket } from '../../load/knock';
import type { VuFunction } from '../../load/load';
import type { TimedSocketLoad } from '../../load/sockets';
import { eachUser } from '../../load/users';
import { type ChatProtocol, pam } from '../protocols/chat-protocol';
import { Conversation } from './conversation';

/** Each user talks on a socket of its own. */
export const conversations = (protocol: ChatProtocol = pam): VuFunction<TimedSocketLoad> =>
  knockedAtSocket(
    () => protocol.path,
    { ...protocol, needsToken: true },
    eachUser(
      (user) => new Promise<void>((resolve) => new Conversation(user, user.load.schedule, protocol, resolve).start()),
    ),
  );
