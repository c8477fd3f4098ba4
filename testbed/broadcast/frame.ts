const finalText = 0x81;

/**
 * One whole, unmasked text frame (RFC 6455, section 5.2). It is the same for every receiver, so it is made once for all of them;
 * `ws` would make one each.
 */
export function encodeTextFrame(payload: string): Buffer {
  const length = Buffer.byteLength(payload);
  const header = encodeHeader(length);
  const frame = Buffer.allocUnsafe(header.length + length);
  header.copy(frame);
  frame.write(payload, header.length);
  return frame;
}

function encodeHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 2 ** 16) return Buffer.from([finalText, 126, length >>> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header.set([finalText, 127]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
