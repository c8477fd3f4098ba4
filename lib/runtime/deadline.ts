import { clearTimeout, setTimeout } from 'k6/timers';
import { now } from './clock';

/** Is told when time is up. */
export interface Waiting {
  timedOut(): void;
}

interface Entry {
  readonly dueMs: number;
  waiting: Waiting | undefined;
}

export type Deadline = Readonly<Entry>;

/**
 * All deadlines of a VU on one timer. k6 keeps timers in a sorted slice, so a timer per socket costs more with every socket;
 * deadlines of one length fall due in the order in which they were armed, so a queue per length needs no sorting.
 * By length; no Map, because its prototype alone takes k6 36 KB in each VU.
 */
let queues: Record<number, Entry[]> = {};
let pending = 0;
let timer: number | undefined;
let sweepAtMs = Number.POSITIVE_INFINITY;

/** How long a deadline that was met may be kept: at full speed a second of them takes 1 MB. Each sweep allocates some kilobytes. */
const keptMs = 200;

/** @param afterMs from now until `timedOut` is called, unless the VU is busy then. */
export function arm(afterMs: number, waiting: Waiting): Deadline {
  const entry: Entry = { dueMs: now() + afterMs, waiting };
  const queue = queues[afterMs];
  if (queue) queue.push(entry);
  else queues[afterMs] = [entry];
  pending++;
  if (timer === undefined || entry.dueMs < sweepAtMs) sweepWithin(Math.min(afterMs, keptMs));
  return entry;
}

/** Does nothing for a deadline that has passed or was met before. */
export function disarm(deadline: Deadline | undefined): void {
  if (!deadline?.waiting) return;
  (deadline as Entry).waiting = undefined;
  pending--;
  // A timer that nobody needs would hold the iteration open.
  if (pending === 0) stop();
}

function sweepWithin(ms: number): void {
  if (timer !== undefined) clearTimeout(timer);
  timer = setTimeout(sweep, ms);
  sweepAtMs = now() + ms;
}

function stop(): void {
  if (timer !== undefined) clearTimeout(timer);
  timer = undefined;
  queues = {};
}

function sweep(): void {
  timer = undefined;
  const nowMs = now();
  let nextMs = nowMs + keptMs;
  const due: Waiting[] = [];
  for (const queue of Object.values(queues)) {
    let passed = 0;
    // Not `for ... of`, which makes an object for each entry in k6.
    for (let entry = queue[0]; entry; entry = queue[++passed]) {
      if (entry.waiting && entry.dueMs > nowMs) {
        nextMs = Math.min(nextMs, entry.dueMs);
        break;
      }
      if (!entry.waiting) continue;
      due.push(entry.waiting);
      entry.waiting = undefined;
      pending--;
    }
    queue.splice(0, passed);
  }
  if (pending > 0) sweepWithin(Math.max(1, nextMs - nowMs));
  else stop();
  for (const waiting of due) waiting.timedOut();
}
