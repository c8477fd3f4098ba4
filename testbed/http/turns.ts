import { type DefectHooks, pass } from '../defects/hooks';
import type { Work } from '../defects/points';
import type { Tally } from '../observe/tally';
import type { Population } from '../sockets/population';

/**
 * For so long requests are worked on before whatever else has come in has its turn: for as long as that took, within these bounds.
 * So half of the time at least goes into answers, also when refusing what is too much would fill all of it.
 */
const turnMs = { min: 1, max: 10 };

export interface TurnsContext {
  readonly defects: DefectHooks;
  readonly population: Population;
  readonly tally: Tally;
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
export function createTurns({ defects, population, tally }: TurnsContext): TakeTurn {
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
        tally.graph.abandoned++;
        return;
      }
      try {
        reply.send(work());
        tally.graph.answered++;
      } catch (error) {
        // Nobody is above this to catch it: the request's own call stack is long gone.
        reply.send(error);
      }
    }
    const isAbandoned = () => reply.raw.destroyed;
    waiting.push(() => pass(defects.hooks.work, { inWork: population.requestsInWork, isAbandoned }, answer));
    schedule();
  };
}
