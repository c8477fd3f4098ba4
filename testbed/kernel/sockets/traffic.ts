/**
 * What the kernel has counted since the testbed started. Plain numbers, so that counting costs next to nothing where it is hot;
 * the metrics and `stats()` read them when asked.
 */
export interface Traffic {
  readonly connections: { accepted: number; refused: number };
  /** WebSockets that are open now, by system. */
  readonly openBySystem: Record<string, number>;
  /** Messages of the protocols; control frames (ping, pong, Close) are not counted. */
  messagesSent: number;
  messagesReceived: number;
  /** By WebSocket close code: the client's, or 1006 when it sent none. */
  readonly closes: Record<string, number>;
}

export function createTraffic(): Traffic {
  return {
    connections: { accepted: 0, refused: 0 },
    openBySystem: {},
    messagesSent: 0,
    messagesReceived: 0,
    closes: {},
  };
}
