import type { WebSocket } from 'k6/websockets';

const oneByte = new Uint8Array(1);
/** The socket that has not been closed yet. */
let closing: WebSocket | undefined;

/** Replaces `ArrayBuffer.isView` while k6 sends the byte. */
function closeFirst(): boolean {
  closing?.close(1000);
  closing = undefined;
  return true;
}

/**
 * Sends the Close frame and closes the TCP connection at once, as `k6/ws` does.
 *
 * `close()` of k6/websockets waits for the peer's Close frame without a deadline: a peer that never sends it holds the VU, and with it
 * the run, for ever (k6 issue 4598). k6 closes the connection when a write fails, and a write after the Close frame fails. But `send()`
 * throws after a call to `close()`, so `close()` has to be called inside `send()`, after its check of the state: k6 calls the script's
 * own `ArrayBuffer.isView` there. The byte is never sent, because its write fails.
 *
 * @param socket must be open.
 */
export function closeHard(socket: WebSocket): void {
  const { isView } = ArrayBuffer;
  closing = socket;
  ArrayBuffer.isView = closeFirst as unknown as typeof isView;
  try {
    socket.send(oneByte);
  } finally {
    ArrayBuffer.isView = isView;
    // A k6 that no longer calls isView leaves the socket open: it is closed politely then.
    if (closing && socket.readyState === 1) socket.close(1000);
    closing = undefined;
  }
}
