import type { Connection } from '../kernel/sockets/connection';

declare module '../kernel/switch/points' {
  interface HookPoints {
    /** A task is about to begin. Ends in its running. */
    task: TaskStart;
    /** One output is due. Ends in its being sent. */
    output: Output;
    /** All outputs are out. Ends in the `complete` event, and in the end of the task. */
    complete: TaskEnd;
    /** The socket of a running task has closed. Ends in the cancellation of the task. */
    cancellation: Connection;
  }
}

export interface TaskStart {
  readonly connection: Connection;
  /** What the task will output, one message each; at least one. */
  readonly lines: readonly string[];
  /** Answers with an error event instead of running. */
  fail(message: string): void;
}

export interface Output {
  readonly connection: Connection;
  /** The event as it goes out. */
  readonly frame: string;
  readonly binary: boolean;
  /** Its place among the task's `count` outputs, from 0. */
  readonly index: number;
  readonly count: number;
  /** The connections whose task has begun and not ended, this one among them. */
  readonly running: ReadonlyMap<Connection, unknown>;
}

export interface TaskEnd {
  readonly connection: Connection;
  readonly lines: readonly string[];
}
