import type { Speaker } from '../websocket/dialect/speaker';
import type { TaskMarkers } from '../websocket/flows/task-markers';
import type { TaskEvent } from '../websocket/protocols/task-protocol';
import type { Outcome } from '../websocket/session/outcome';
import { type Parts, readServerSent } from './events';
import type { StreamProtocol } from './stream-protocol';

const other: TaskEvent = { kind: 'other' };

/** What one part of a stream means. */
export function readPart(protocol: StreamProtocol, part: string, speaker: Speaker): TaskEvent {
  const event = protocol.format === 'lines' ? { event: 'message', data: part } : readServerSent(part);
  return event ? protocol.read(event, speaker) : other;
}

/**
 * Hears all events of a stream in their order, also after the event that decides.
 * @returns the outcome; undefined where no event decides it.
 */
export function listen(markers: TaskMarkers, { whole, cut }: Parts): Outcome | undefined {
  let outcome: Outcome | undefined;
  for (const part of whole) {
    const event = markers.hear(part);
    if (outcome) continue;
    if (event.kind === 'complete') {
      markers.completed();
      outcome = { kind: 'done' };
    } else if (event.kind === 'error') outcome = { kind: 'error-answer', message: event.message };
    else if (event.kind === 'garbage') outcome = { kind: 'protocol-error', what: event.what };
  }
  markers.search(cut);
  return outcome;
}
