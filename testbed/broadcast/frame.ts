import { Sender } from 'ws';

// @types/ws leaves it out.
declare module 'ws' {
  const Sender: {
    /** The parts of a frame, in order. */
    frame(data: Buffer, options: FrameOptions): Buffer[];
  };
  interface FrameOptions {
    readonly fin: boolean;
    readonly opcode: number;
    readonly mask: boolean;
    readonly readOnly: boolean;
    readonly rsv1: boolean;
  }
}

const wholeText: import('ws').FrameOptions = { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false };

/** One whole text frame. It is the same for every receiver, so it is made once for all of them; `send` would make one for each. */
export function encodeTextFrame(payload: string): Buffer {
  return Buffer.concat(Sender.frame(Buffer.from(payload), wholeText));
}
