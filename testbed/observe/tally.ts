import type { TokenFault } from '../pam/token';

/**
 * What the testbed has counted since its start. Plain numbers, so that counting costs next to nothing where it is hot;
 * the metrics and `stats()` read them when somebody asks.
 */
export interface Tally {
  readonly connections: { accepted: number; refused: number };
  readonly tasks: { completed: number; cancelled: number; failed: number; rejected: number };
  /** `accepted` broadcasts led to `deliveries`, one for each receiver; `cutOff` receivers were too far behind. */
  readonly broadcast: { accepted: number; deliveries: number; cutOff: number };
  /** Requests to the graph API: `invalid` ones asked for what there is not, `abandoned` ones were given up by their clients. */
  readonly graph: { answered: number; invalid: number; refused: number; abandoned: number };
  /** Messages to PAM's assistant; `rejected` were not understood, `abandoned` had no answer yet when their socket closed. */
  readonly pam: { answered: number; rejected: number; abandoned: number };
  /** Upgrades that were refused with 401, by what was wrong with the token. */
  readonly unauthorized: Record<TokenFault, number>;
  /** Requests to the agent API, by endpoint and by status, which is `abandoned` when the client went away first. */
  readonly agent: Record<string, Record<string, number>>;
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
    broadcast: { accepted: 0, deliveries: 0, cutOff: 0 },
    graph: { answered: 0, invalid: 0, refused: 0, abandoned: 0 },
    pam: { answered: 0, rejected: 0, abandoned: 0 },
    unauthorized: { missing: 0, malformed: 0, forged: 0, incomplete: 0, expired: 0 },
    agent: {},
    messagesSent: 0,
    messagesReceived: 0,
    closes: {},
  };
}
