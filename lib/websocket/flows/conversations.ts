import { eachUser, type VuFunction } from '../../load/users';
import { type ChatProtocol, pam } from '../protocols/chat-protocol';
import { Conversation } from './conversation';

/** Each user talks on a socket of its own, for a load that has a length. */
export const conversations = (protocol: ChatProtocol = pam): VuFunction =>
  eachUser(
    (user) =>
      new Promise<void>((resolve) => {
        const { schedule } = user.load;
        if (!schedule) throw new Error('Conversations need a load that has a length: give sockets() a durationMs.');
        new Conversation(user, schedule, protocol, resolve).start();
      }),
  );
