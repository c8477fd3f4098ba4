import type { Utterance } from '../pam/conversations';
import type { Connection } from '../sockets/connection';
import type { Upgrade } from '../sockets/upgrade';

/**
 * Where a defect can step between a system and its client, and what it is handed there.
 * A system brings each point's healthy ending; a defect calls `next` once, later, changed, twice or never.
 */
export interface HookPoints {
  /** A client asks for a WebSocket. Ends in the handshake. */
  upgrade: Upgrade;
  /** The handshake is done, nothing has been read yet. */
  open: Connection;
  /** A message was read. Ends in its being handled. */
  message: Message;
  /** The connection has closed. Ends in its being forgotten: its task is cancelled, its channel is left. */
  close: Connection;
  /** A task is about to begin. Ends in its running. */
  task: TaskStart;
  /** One output is due. Ends in its being sent. */
  output: Output;
  /** All outputs are out. Ends in the `complete` event, and in the task's being over. */
  complete: TaskEnd;
  /** A broadcast was accepted. Ends in its delivery to everybody who is in its channel then. */
  broadcast: Broadcast;
  /** One receiver's turn in a broadcast. Ends in its being sent. */
  delivery: Delivery;
  /** A client of PAM asks to be let in. Ends in a look at its token, and in the upgrade or in 401. */
  authentication: Authentication;
  /** A message has come to PAM's assistant. Ends in its being thought about, and then in the answer. */
  thought: Thought;
  /** An answer of the assistant is due. Ends in its being sent. */
  answer: Answer;
  /** A user asked for the conversation. Ends in its being sent. */
  history: History;
  /** A system, or `/health`, is asked something over HTTP. Ends in the request's being handled. */
  request: Request;
  /** The agent API is asked something. Ends in the request's being handled. */
  agentRequest: AgentRequest;
  /** A request asks for a place among those in work. Ends in its having one, or in a refusal. */
  admission: Admission;
  /** A request in work has its turn. Ends in the work, unless nobody waits for the answer any more. */
  work: Work;
}

export interface Message {
  readonly connection: Connection;
  readonly text: string;
}

export interface TaskStart {
  readonly connection: Connection;
  /** What the task will output, one message each; at least one. */
  readonly lines: readonly string[];
  /** Answers with an error event instead of running. */
  fail(message: string): void;
}

export interface Output {
  readonly connection: Connection;
  /** The event as it goes out. */
  readonly frame: string;
  readonly binary: boolean;
  /** Its place among the task's `count` outputs, from 0. */
  readonly index: number;
  readonly count: number;
}

export interface TaskEnd {
  readonly connection: Connection;
  readonly lines: readonly string[];
}

export interface Broadcast {
  readonly channel: string;
  /** The payload as it goes out, encoded once for all receivers. */
  readonly frame: Buffer;
}

export interface Delivery {
  readonly connection: Connection;
  readonly frame: Buffer;
}

/** What PAM looks at in a token. */
export type Check = 'presence' | 'signature' | 'expiry';

export interface Authentication {
  /** What is taken on trust. */
  readonly unchecked: ReadonlySet<Check>;
}

export interface Thought {
  readonly durationMs: number;
}

export interface Answer {
  /** Its id is the user. */
  readonly connection: Connection;
  /** What the assistant says. */
  readonly content: string;
  /** The same as it goes out. */
  readonly frame: string;
}

export interface History {
  readonly connection: Connection;
  /** Oldest first. */
  readonly messages: readonly Utterance[];
}

export interface Request {
  /** As it was declared, without a query: `/api/graph/stats`. */
  readonly route: string;
  /** Answers with this status and `{ "message": reason }` instead of handling it. */
  refuse(status: number, reason: string): void;
}

export interface AgentRequest {
  /** Requests to the agent API that have come and were not answered yet, including this one. */
  readonly inWork: number;
  /** Answers with this status and `{ "message": reason }` instead of handling it. */
  refuse(status: number, reason: string): void;
}

export interface Admission {
  /** Requests that were admitted and not answered yet. */
  readonly inWork: number;
  /** So many may be in work. */
  readonly limit: number;
  /** Cuts the TCP connection without an answer. */
  cut(): void;
}

export interface Work {
  /** Including this one. */
  readonly inWork: number;
  /** Whether the client has gone away by now. */
  isAbandoned(): boolean;
}
