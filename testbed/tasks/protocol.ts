/** What a client may say in the task system. */
export type ClientMessage =
  | { readonly kind: 'task'; readonly text: string }
  | { readonly kind: 'ping'; readonly seq: number }
  | { readonly kind: 'invalid'; readonly reason: string };

const expectation = 'expected {"task": string, "config": {"mode": "one-shot"}} or {"type": "ping", "seq": number}';

/** Never throws: what is not understood comes back as `invalid`, with a reason for the client. */
export function parseClientMessage(text: string): ClientMessage {
  const message = parseObject(text);
  if (message === undefined) return invalid('the message is not a JSON object');
  const { task, config, type, seq } = message;
  if (type === 'ping') return typeof seq === 'number' ? { kind: 'ping', seq } : invalid('"seq" of a ping is no number');
  if (typeof task !== 'string' || task === '') return invalid('"task" is missing or is not a text');
  if (config !== undefined && !isObject(config)) return invalid('"config" is not an object');
  return { kind: 'task', text: task };
}

// The events are put together by hand: only what comes from outside needs escaping, and JSON.stringify of a string is cheap.

export function encodeOutput(message: string): string {
  return `{"event_type":"output","data":{"message":${JSON.stringify(message)}}}`;
}

export function encodeComplete(taskId: string, outputs: number): string {
  return `{"event_type":"complete","data":{"task_id":${JSON.stringify(taskId)},"outputs":${outputs}}}`;
}

export function encodeError(message: string): string {
  return `{"event_type":"error","data":{"message":${JSON.stringify(message)}}}`;
}

export function encodePong(seq: number): string {
  return `{"event_type":"pong","data":{"seq":${seq}}}`;
}

function invalid(reason: string): ClientMessage {
  return { kind: 'invalid', reason: `${reason}; ${expectation}` };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
