import { type DefectHooks, pass } from '../kernel/switch/hooks';
import type { GraphBook } from './book';
import type { Work } from './points';

/**
 * How long requests are worked on before everything else has its turn: as long as that took, within these bounds. So at least half of
 * the time goes into answers, even when refusals could fill all of it.
 */
const turnMs = { min: 1, max: 10 };

export interface TurnsContext {
  readonly defects: DefectHooks;
  readonly book: GraphBook;
}

/** Where an answer goes: what is needed of a Fastify reply. */
export interface Recipient {
  readonly raw: { readonly destroyed: boolean };
  send(answer: unknown): unknown;
}

/** Answers with what `work` returns, when the requests before have had their turn. */
export type TakeTurn = (reply: Recipient, work: () => unknown) => void;

/**
 * Works on requests in the order in which they came, in short turns: with a hundred of them waiting, `/health`, a refusal or a
 * broadcast still waits for one turn only. A request whose client has gone away is not worked on.
 */
export function createTurns({ defects, book }: TurnsContext): TakeTurn {
  const waiting: (() => void)[] = [];
  let isScheduled = false;
  let lastEndMs = 0;

  function schedule(): void {
    if (isScheduled || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const startMs = performance.now();
      const endMs = startMs + Math.min(Math.max(startMs - lastEndMs, turnMs.min), turnMs.max);
      do waiting.shift()?.();
      while (waiting.length > 0 && performance.now() < endMs);
      lastEndMs = performance.now();
      schedule();
    });
  }

  return (reply, work) => {
    function answer({ isAbandoned }: Work): void {
      if (isAbandoned()) {
        book.counts.abandoned++;
        return;
      }
      try {
        reply.send(work());
        book.counts.answered++;
      } catch (error) {
        // Nothing above this catches it: the request's own call stack is long gone.
        reply.send(error);
      }
    }
    const isAbandoned = () => reply.raw.destroyed;
    waiting.push(() => pass(defects.hooks.work, { inWork: book.inWork, isAbandoned }, answer));
    schedule();
  };
}
