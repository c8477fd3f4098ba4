declare module '../kernel/switch/points' {
  interface HookPoints {
    /** A request to the agent API has come. Ends in its handler. */
    agentRequest: AgentRequest;
  }
}

export interface AgentRequest {
  /** Requests to the agent API that have come and were not answered yet, including this one. */
  readonly inWork: number;
  /** Answers with this status and `{ "message": reason }` instead of handling it. */
  refuse(status: number, reason: string): void;
}
