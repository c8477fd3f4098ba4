import type { Connection } from '../sockets/connection';
import type { Upgrade } from '../sockets/upgrade';

/**
 * Where a defect can step between a system and its client, and what it gets there. These are the points that all systems share; a system
 * adds its own (`declare module '../kernel/switch/points'`) and passes its subjects through them.
 * The owner of a point brings its healthy ending; a defect calls `next` once, later, changed, twice or never.
 */
export interface HookPoints {
  /** A client asks for a WebSocket. Ends in the handshake. */
  upgrade: Upgrade;
  /** The handshake is done, nothing has been read yet. */
  open: Connection;
  /** A message was read. Ends in the session that receives it. */
  message: Message;
  /** The connection has closed. Ends in the session that cleans up. */
  close: Connection;
  /** A request to a system or to `/health` has come. Ends in its handler. */
  request: Request;
}

export interface Message {
  readonly connection: Connection;
  readonly text: string;
}

export interface Request {
  /** As it was declared, without a query: `/api/graph/stats`. */
  readonly route: string;
  /** Answers with this status and `{ "message": reason }` instead of handling it. */
  refuse(status: number, reason: string): void;
}
