/**
 * What the testbed has counted since its start. Plain numbers, so that counting costs next to nothing where it is hot;
 * the metrics and `stats()` read them when somebody asks.
 */
export interface Tally {
  readonly connections: { accepted: number; refused: number };
  readonly tasks: { completed: number; cancelled: number; failed: number; rejected: number };
  /** Messages of the protocols; control frames (ping, pong, Close) are not among them. */
  messagesSent: number;
  messagesReceived: number;
  /** By WebSocket close code: what the client said, or 1006 when it said nothing. */
  readonly closes: Record<string, number>;
}

export function createTally(): Tally {
  return {
    connections: { accepted: 0, refused: 0 },
    tasks: { completed: 0, cancelled: 0, failed: 0, rejected: 0 },
    messagesSent: 0,
    messagesReceived: 0,
    closes: {},
  };
}
