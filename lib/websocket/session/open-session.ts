import { connectTimeoutMs, socketUrl } from '../../environment/target';
import type { ConnectRequest } from '../engine/engine';
import { k6Engine } from '../engine/k6-engine';
import type { Outcome } from './outcome';
import { type Flow, Session } from './session';

/** Where on the target a socket is opened. */
export interface Endpoint extends Omit<ConnectRequest, 'url'> {
  /** With a leading slash. */
  readonly path: string;
}

/** Opens a socket on the target with k6's engine. @throws Error if TARGET_URL is missing. */
export const openSession = ({ path, ...request }: Endpoint, flow: Flow, ended?: (outcome: Outcome) => void): Session =>
  new Session(k6Engine, { url: socketUrl(path), ...request }, connectTimeoutMs(), flow, ended);

/** The same as a promise, which resolves when the flow is over. Rejects only if TARGET_URL is missing. */
export const runFlow = (endpoint: Endpoint, flow: Flow): Promise<Outcome> =>
  new Promise((resolve) => void openSession(endpoint, flow, resolve));
