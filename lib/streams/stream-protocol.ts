import type { Around } from '../websocket/dialect/around';
import type { Speaker } from '../websocket/dialect/speaker';
import type { TaskEvent } from '../websocket/protocols/task-protocol';

/** One event of a stream. */
export interface StreamEvent {
  /** The field `event`; `message` where there is none. */
  readonly event: string;
  /** The field `data`, its lines joined; of a stream of lines: the line. */
  readonly data: string;
}

/**
 * How a server runs tasks that are started by an HTTP request and answered by a stream: server-sent events, or lines of JSON. A server with
 * another dialect needs one value of this type, nothing else.
 */
export interface StreamProtocol {
  /** Value of the tag `name` of k6's own metrics. */
  readonly name: string;
  /** Made by `calls`. */
  readonly around?: Around;
  /** Default POST. */
  readonly method?: 'GET' | 'POST';
  /** With a leading slash; may have a query. @param text what the task prints: lines with one marker each. */
  path(text: string, speaker: Speaker): string;
  /** Next to `Accept`, and to `Content-Type` where the body is an object. */
  headers?(speaker: Speaker): Readonly<Record<string, string>>;
  /** An object is sent as JSON. Absent: the request has no body. @param text as above. */
  body?(text: string, speaker: Speaker): string | object;
  /** `events`: server-sent events. `lines`: one event in each line, as in newline-delimited JSON. Default `events`. */
  readonly format?: 'events' | 'lines';
  /** What an event means. Is called for every event; an exception makes the event garbage. */
  read(event: StreamEvent, speaker: Speaker): TaskEvent;
}
