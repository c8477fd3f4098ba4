import type { StreamEvent } from './stream-protocol';

/** A stream in parts, each as it came: one event, or comments only. */
export interface Parts {
  readonly whole: readonly string[];
  /** What the stream ends with and did not finish: no event, as a browser sees it. Empty where there is nothing. */
  readonly cut: string;
}

/** @param format of lines: a last line needs no line break behind it. */
export function partsOf(body: string, format: 'events' | 'lines'): Parts {
  const text = body.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const parts = text.split(format === 'lines' ? '\n' : '\n\n');
  const cut = format === 'lines' ? '' : (parts.pop() ?? '');
  return { whole: parts.filter((part) => part.trim() !== ''), cut: cut.trim() };
}

/** Reads one part of server-sent events (WHATWG HTML, 9.2.6). @returns undefined where it has comments only. */
export function readServerSent(part: string): StreamEvent | undefined {
  let event: string | undefined;
  const data: string[] = [];
  for (const line of part.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
  if (event === undefined && data.length === 0) return undefined;
  return { event: event || 'message', data: data.join('\n') };
}
