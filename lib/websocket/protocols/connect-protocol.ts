import type { Protocol } from '../dialect/dialect';
import type { Speaker } from '../dialect/speaker';

/** Path of a socket, with a leading slash. @param iteration number of the connect among those of its user, from 0. */
export type ConnectPath = (iteration: number, speaker: Speaker) => string;

/** How a server is connected to, where that is more than a path. */
export interface ConnectProtocol extends Protocol {
  readonly path: ConnectPath;
}
