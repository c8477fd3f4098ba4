import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

export interface Event {
  readonly event_type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A WebSocket client that keeps everything it was sent. */
export interface Client {
  readonly webSocket: WebSocket;
  readonly frames: { readonly text: string; readonly isBinary: boolean }[];
  /** The frames that are JSON, in order. */
  events(): Event[];
  /** The messages of the output events, in order. */
  outputs(): unknown[];
  send(message: unknown): void;
  /** Resolves with the first event of this type that has not been waited for; rejects after 3 s, or when the socket closes. */
  next(type: string): Promise<Event>;
  /** Sends the task and resolves with its outputs once it is complete. */
  run(task: string): Promise<unknown[]>;
  /** The close code. */
  readonly closed: Promise<number>;
  close(): Promise<number>;
}

export function task(text: string): unknown {
  return { task: text, config: { mode: 'one-shot' } };
}

/** A task that outputs these lines. */
export function print(...lines: string[]): string {
  return `Print exactly: ${lines.join('\n')}`;
}

/** Gone at the latest when the test is over. */
export async function connect(url: string, taskId = 'a'): Promise<Client> {
  const webSocket = new WebSocket(`${url}/ws/${taskId}`);
  onTestFinished(() => webSocket.terminate());
  const client = observe(webSocket);
  await once(webSocket, 'open');
  return client;
}

function observe(webSocket: WebSocket): Client {
  const frames: Client['frames'] = [];
  const waited = new Map<string, number>();
  webSocket.on('message', (data, isBinary) => {
    frames.push({ text: data.toString(), isBinary });
    webSocket.emit('frame');
  });
  webSocket.on('error', () => {});
  const closed = once(webSocket, 'close').then(([code]) => Number(code));
  const events = () => frames.flatMap(({ text }) => parseEvent(text));

  async function next(type: string): Promise<Event> {
    const index = waited.get(type) ?? 0;
    waited.set(type, index + 1);
    const deadline = AbortSignal.timeout(3_000);
    for (;;) {
      const event = events().filter((candidate) => candidate.event_type === type)[index];
      if (event !== undefined) return event;
      if (webSocket.readyState === webSocket.CLOSED) throw new Error(`closed before ${type}`);
      await Promise.race([once(webSocket, 'frame', { signal: deadline }), closed]);
    }
  }

  const client: Client = {
    webSocket,
    frames,
    events,
    outputs: () => events().flatMap((event) => (event.event_type === 'output' ? [event.data.message] : [])),
    send: (message) => webSocket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next,
    async run(text) {
      const before = client.outputs().length;
      client.send(task(text));
      await next('complete');
      return client.outputs().slice(before);
    },
    closed,
    close() {
      webSocket.close();
      return closed;
    },
  };
  return client;
}

function parseEvent(text: string): Event[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
