import type { Connection, Engine } from '../engine/engine';
import type { Flow } from './flow';
import type { Outcome } from './outcome';
import { SocketSession } from './session';

const nothing: Connection = { send: () => false, bufferedBytes: () => 0, ping() {}, close() {} };

/** An engine whose sockets are refused without being opened. */
const refusing = (error: string): Engine => ({
  connect(_request, handlers) {
    handlers.closed({ code: undefined, error });
    return nothing;
  },
});

/** Ends a flow whose socket is not worth opening, and records it as every refused one. @param reason for the log. */
export const refuseFlow = (flow: Flow, reason: string, connectTimeoutMs: number): Promise<Outcome> =>
  new Promise(
    (resolve) => void new SocketSession(refusing(reason), { url: '', name: '' }, connectTimeoutMs, flow, resolve),
  );
