import type { Connection } from '../kernel/sockets/connection';

/** What the task system knows about its tasks. */
export interface TaskBook {
  /** The connections whose task has begun and not ended, with what ends it early. */
  readonly running: Map<Connection, { cancel(): void }>;
  /** Since the start of the testbed. */
  readonly counts: { completed: number; cancelled: number; failed: number; rejected: number };
}

declare module '../kernel/stats' {
  interface Stats {
    /** Tasks that have begun and not ended. */
    readonly runningTasks: number;
    readonly tasks: TaskBook['counts'];
  }
}

export function createTaskBook(): TaskBook {
  return { running: new Map(), counts: { completed: 0, cancelled: 0, failed: 0, rejected: 0 } };
}
