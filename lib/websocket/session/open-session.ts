import { connectTimeoutMs, socketUrl } from '../../environment/target';
import type { ConnectRequest } from '../engine/engine';
import { k6Engine } from '../engine/k6-engine';
import type { Flow, Session } from './flow';
import type { Outcome } from './outcome';
import { SocketSession } from './session';

/** Where on the target a socket is opened, and how a flow speaks there. */
export interface Endpoint extends Omit<ConnectRequest, 'url'> {
  /** With a leading slash. */
  readonly path: string;
  /** Absent: the flow speaks for itself. */
  readonly speech?: ((flow: Flow) => Flow) | undefined;
}

/** Opens a socket on the target with k6's engine. @throws Error if TARGET_URL is missing. */
const openSession = ({ path, speech, ...request }: Endpoint, flow: Flow, ended?: (outcome: Outcome) => void): Session =>
  new SocketSession(
    k6Engine,
    { url: socketUrl(path), ...request },
    connectTimeoutMs(),
    speech ? speech(flow) : flow,
    ended,
  );

/** The same as a promise, which resolves when the flow is over. Rejects only if TARGET_URL is missing. */
export const runFlow = (endpoint: Endpoint, flow: Flow): Promise<Outcome> =>
  new Promise((resolve) => void openSession(endpoint, flow, resolve));
