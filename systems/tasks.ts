import { errorMessage, type PingProtocol, type TaskEvent, type TaskProtocol } from '../lib';

const output: TaskEvent = { kind: 'output' };
const complete: TaskEvent = { kind: 'complete' };
const other: TaskEvent = { kind: 'other' };

/** Document 000: `/ws/{task_id}`, one JSON message that starts the task, events `output`, `complete` and `error`. */
export const tasks: TaskProtocol = {
  name: 'task',
  path: (taskId) => `/ws/${taskId}`,
  start: (text) => JSON.stringify({ task: text, config: { mode: 'one-shot', maxRounds: 5 } }),
  read(message) {
    // The usual cases are compared; a message that is written in another way is parsed.
    if (!message.startsWith('{"event_type":') || !message.endsWith('}')) return parsed(message);
    const at = message[14] === ' ' ? 15 : 14;
    if (message.startsWith('"output"', at)) return output;
    return message.startsWith('"complete"', at) ? complete : parsed(message);
  },
};

interface TaskMessage {
  readonly event_type?: unknown;
  readonly data?: { readonly message?: unknown } | null;
}

function parsed(message: string): TaskEvent {
  const event: TaskMessage | null = JSON.parse(message);
  switch (event?.event_type) {
    case 'output':
      return output;
    case 'complete':
      return complete;
    case 'error':
      return { kind: 'error', message: errorMessage(event.data?.message) };
    default:
      // The document's own tester ignores events that it does not know.
      return other;
  }
}

/** The throughput test of document 000, which does not ask for answers; a target that answers sends a `pong` event. */
export const pings: PingProtocol = {
  name: 'pings',
  path: '/ws/throughput',
  message: (seq) => JSON.stringify({ type: 'ping', seq }),
  isAnswer: (message) => message.includes('"pong"'),
};
