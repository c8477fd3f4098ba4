import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { listen } from '../../testbed/kernel/listen';
import type { Served } from './listen';

/** How a server that streams what it was told differs from others. Without an option it says it once, a few letters at a time. */
export interface StreamHabits {
  /** What is said of a task. @param number counts the tasks. */
  says?(lines: readonly string[], number: number): readonly string[];
  /** What is said behind the last letter. Default: the completion. */
  ends?(reply: ServerResponse, lines: readonly string[]): void;
  /** The status of every answer. */
  readonly status?: number;
  /** Letters in one event. Default 5. */
  readonly letters?: number;
}

const complete = 'data: [DONE]\n\n';
const delta = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;

/** Chat completions over server-sent events, on Fastify: the model says what it was told. */
export async function serveStreams(habits: StreamHabits = {}): Promise<Served> {
  const { says = (lines) => lines, ends = (reply) => void reply.end(complete), status = 200, letters = 5 } = habits;
  const app = Fastify({ forceCloseConnections: true });
  let number = 0;
  app.post<{ Body: { messages: { content: string }[] } }>('/v1/chat/completions', async (request, reply) => {
    if (status !== 200) return reply.code(status).send({ error: { message: 'no' } });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    raw.write(': hello\n\n');
    const lines = (request.body.messages[0]?.content ?? '').slice('Print exactly: '.length).split('\n');
    const text = says(lines, number++).join('\n');
    for (let at = 0; at < text.length; at += letters) {
      raw.write(delta(text.slice(at, at + letters)));
      if (at % (letters * 20) === 0) await sleep(1);
    }
    ends(raw, lines);
  });
  const port = await listen(app, '127.0.0.1', 0);
  return { url: `http://127.0.0.1:${port}`, stop: () => app.close() };
}

/** Says in every n-th answer what another was told. */
export function leaks(every: number): StreamHabits {
  let before: readonly string[] = [];
  return {
    says(lines, number) {
      const said = number % every === every - 1 ? [...lines, before[0] ?? ''] : lines;
      before = lines;
      return said;
    },
  };
}

/** Changes every n-th answer. */
const changing = (every: number, change: (lines: readonly string[]) => readonly string[]): StreamHabits => ({
  says: (lines, number) => (number % every === every - 1 ? change(lines) : lines),
});

export const drops = (every: number) => changing(every, ([first = '', _lost, ...rest]) => [first, ...rest]);
export const repeats = (every: number) => changing(every, (lines) => [...lines, ...lines.slice(-1)]);
export const swaps = (every: number) =>
  changing(every, ([first = '', second = '', ...rest]) => [second, first, ...rest]);

/** Says the last line behind the completion. */
export const isLate: StreamHabits = {
  says: (lines) => lines.slice(0, -1),
  ends: (reply, lines) => void reply.end(`${complete}${delta(lines.at(-1) ?? '')}`),
};

export const hangs: StreamHabits = { ends() {} };
/** A moment later: what is under way would be lost with the connection. */
export const isCut: StreamHabits = { ends: (reply) => void setTimeout(() => reply.destroy(), 50) };
export const forgetsToComplete: StreamHabits = { ends: (reply) => void reply.end() };
