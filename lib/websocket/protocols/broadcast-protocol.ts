import type { Protocol } from '../dialect/dialect';
import type { Speaker } from '../dialect/speaker';
import type { Publishing } from './publishing';

/** How a server broadcasts. A server with another dialect needs one value of this type, nothing else. */
export interface BroadcastProtocol extends Protocol {
  /**
   * Path of a receiver's socket, with a leading slash. Each run has two channels of its own, so that runs do not hear each other and a leak
   * from one channel to the other is seen. A server that has one channel for everybody leaves the argument out; nothing is said of leaks then.
   */
  path(channel: string, speaker: Speaker): string;
  /**
   * What keeps channels apart: the path, or the dialect, whose `enter` joins `speaker.room`, and a message or a call that names the channel.
   * Default `path`: where that is the same for all channels, there is one channel for everybody.
   */
  readonly channelsBy?: 'path' | 'dialect';
  readonly publishing: Publishing;
}
