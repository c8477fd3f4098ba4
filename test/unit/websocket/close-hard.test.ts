import type { WebSocket } from 'k6/websockets';
import { afterEach, describe, expect, it } from 'vitest';
import { closeHard } from '../../../lib/websocket/engine/close-hard';
import { WebSocket as Stub } from '../../stubs/k6-websockets';
import { startTarget } from './target';

const { isView } = ArrayBuffer;
afterEach(() => expect(ArrayBuffer.isView).toBe(isView));

/** The part of a socket that closeHard uses. */
const madeSocket = (send: (socket: { readyState: number; codes: number[] }) => void) => {
  const socket = {
    readyState: 1,
    codes: [] as number[],
    send: () => send(socket),
    close(code: number) {
      socket.readyState = 2;
      socket.codes.push(code);
    },
  };
  return socket;
};

const close = (socket: ReturnType<typeof madeSocket>) => closeHard(socket as unknown as WebSocket);

describe('closeHard', () => {
  it('sends the Close frame and ends the connection without the answer of the peer', async () => {
    let frame: Buffer | undefined;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { url } = await startTarget({
      upgrade(_request, socket, accept) {
        accept();
        // From here on the peer answers nothing.
        socket.removeAllListeners('data');
        socket.on('data', (bytes: Buffer) => {
          frame ??= bytes;
        });
        socket.on('close', () => end());
        socket.resume();
      },
    });
    const socket = new Stub(url, null, {});
    await new Promise<void>((resolve) => {
      socket.onopen = () => resolve();
    });
    const startedMs = performance.now();
    closeHard(socket as unknown as WebSocket);
    await ended;
    expect(performance.now() - startedMs).toBeLessThan(500);
    // FIN and opcode 8, a masked payload of two bytes.
    expect([...(frame ?? [])].slice(0, 2)).toEqual([0x88, 0x82]);
  });

  it("calls close() inside send(), where k6 calls the script's isView", () => {
    const socket = madeSocket(() => expect(ArrayBuffer.isView(new Uint8Array(1))).toBe(true));
    close(socket);
    expect(socket.codes).toEqual([1000]);
  });

  it('leaves isView as it was, also if send() throws', () => {
    const socket = madeSocket(() => {
      throw new Error('InvalidStateError');
    });
    expect(() => close(socket)).toThrow('InvalidStateError');
    expect(ArrayBuffer.isView).toBe(isView);
  });

  it('closes politely if k6 no longer calls isView', () => {
    const socket = madeSocket(() => {});
    close(socket);
    expect(socket.codes).toEqual([1000]);
  });
});
