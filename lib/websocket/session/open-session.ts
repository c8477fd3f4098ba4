import { connectTimeoutMs, socketUrl } from '../../environment/target';
import type { ConnectRequest } from '../engine/engine';
import { k6Engine } from '../engine/k6-engine';
import { type Behaviour, Session } from './session';

/** Where on the target a socket is opened. */
export interface Endpoint extends Omit<ConnectRequest, 'url'> {
  /** With a leading slash. */
  readonly path: string;
}

/** Opens a socket on the target with k6's engine. @throws Error where TARGET_URL is missing. */
export const openSession = ({ path, name, subprotocols, headers }: Endpoint, behaviour: Behaviour): Session =>
  new Session(k6Engine, { url: socketUrl(path), name, subprotocols, headers }, connectTimeoutMs(), behaviour);
