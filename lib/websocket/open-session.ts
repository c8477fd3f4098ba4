import { connectTimeoutMs, socketUrl } from '../target';
import { k6Engine } from './k6-engine';
import { type Behaviour, Session, type SessionRequest } from './session';

/** Where on the target a socket is opened. */
export interface Endpoint extends Omit<SessionRequest, 'url' | 'connectTimeoutMs'> {
  /** With a leading slash. */
  readonly path: string;
}

/** Opens a socket on the target with k6's engine. @throws Error where TARGET_URL is missing. */
export const openSession = ({ path, ...request }: Endpoint, behaviour: Behaviour): Session =>
  new Session(k6Engine, { ...request, url: socketUrl(path), connectTimeoutMs: connectTimeoutMs() }, behaviour);
