import { clearTimeout, setTimeout } from 'k6/timers';
import { now } from './clock';

/** Somebody who must be told when time is up. */
export interface Waiting {
  timedOut(): void;
}

interface Entry {
  readonly dueMs: number;
  waiting: Waiting | undefined;
}

export type Deadline = Readonly<Entry>;

/**
 * All deadlines of a VU behind one timer. k6 keeps timers in a sorted slice, so a timer per socket costs more with every socket;
 * deadlines of one length fall due in the order in which they were armed, so a queue per length needs no sorting.
 */
const queues = new Map<number, Entry[]>();
let pending = 0;
let timer: number | undefined;

/** @param afterMs from now; `timedOut` is called at most 100 ms later than that, unless the VU is busy. */
export function arm(afterMs: number, waiting: Waiting): Deadline {
  const entry: Entry = { dueMs: now() + afterMs, waiting };
  const queue = queues.get(afterMs);
  if (queue) queue.push(entry);
  else queues.set(afterMs, [entry]);
  pending++;
  timer ??= setTimeout(sweep, Math.min(afterMs, 100));
  return entry;
}

/** Does nothing for a deadline that has passed or was met before. */
export function disarm(deadline: Deadline | undefined): void {
  if (!deadline?.waiting) return;
  (deadline as Entry).waiting = undefined;
  pending--;
  // A timer that nobody needs would hold the iteration open.
  if (pending === 0 && timer !== undefined) {
    clearTimeout(timer);
    timer = undefined;
    queues.clear();
  }
}

function sweep(): void {
  timer = undefined;
  const nowMs = now();
  const due: Waiting[] = [];
  for (const queue of queues.values()) {
    let passed = 0;
    for (const entry of queue) {
      if (entry.waiting && entry.dueMs > nowMs) break;
      passed++;
      if (!entry.waiting) continue;
      due.push(entry.waiting);
      entry.waiting = undefined;
      pending--;
    }
    queue.splice(0, passed);
  }
  if (pending > 0) timer = setTimeout(sweep, 100);
  else queues.clear();
  for (const waiting of due) waiting.timedOut();
}
