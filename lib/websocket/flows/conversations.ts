import { eachUser, type VuFunction } from '../../load/users';
import type { ChatProtocol } from '../protocols/chat-protocol';
import { converse } from './conversation';

/** Each user talks on a socket of its own, for a load that has a length. */
export const conversations = (protocol: ChatProtocol): VuFunction =>
  eachUser((user) => {
    const { schedule } = user.load;
    if (!schedule) throw new Error('Conversations need a load that has a length: give sockets() a durationMs.');
    return converse(user, schedule, protocol);
  });
