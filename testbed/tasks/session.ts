import type { Connection } from '../kernel/sockets/connection';
import type { Session } from '../kernel/sockets/endpoint';
import { type DefectHooks, pass } from '../kernel/switch/hooks';
import type { TaskBook } from './book';
import { linesOf } from './lines';
import { startPace } from './pace';
import type { TaskEnd } from './points';
import { encodeComplete, encodeError, encodeOutput, encodePong, parseClientMessage } from './protocol';

export interface TaskContext {
  readonly defects: DefectHooks;
  readonly book: TaskBook;
  /** The duration of a task; 0 is full speed. */
  readonly taskMs: number;
}

/** One socket's conversation: pings at any time, tasks one after the other. */
export class TaskSession implements Session {
  readonly #context: TaskContext;
  readonly #connection: Connection;
  #stopPace: (() => void) | undefined;

  constructor(context: TaskContext, connection: Connection) {
    this.#context = context;
    this.#connection = connection;
  }

  receive(text: string): void {
    const message = parseClientMessage(text);
    if (message.kind === 'ping') this.#connection.send(encodePong(message.seq));
    else if (message.kind === 'invalid') this.#reject(message.reason);
    else this.#accept(message.text);
  }

  closed(): void {
    const { book, defects } = this.#context;
    if (book.running.has(this.#connection)) pass(defects.hooks.cancellation, this.#connection, () => this.cancel());
  }

  /** Ends the task without a word to the client. */
  cancel(): void {
    this.#stopPace?.();
    this.#end('cancelled');
  }

  /** The socket stays usable: what was wrong is one message, not the connection. */
  #reject(reason: string): void {
    this.#context.book.counts.rejected++;
    this.#connection.send(encodeError(reason));
  }

  #accept(task: string): void {
    const { book, defects } = this.#context;
    const connection = this.#connection;
    if (book.running.has(connection)) {
      this.#reject('the task of this socket has not ended; send the next one after its complete event');
      return;
    }
    book.running.set(connection, this);
    const start = { connection, lines: linesOf(task), fail: (message: string) => this.#fail(message) };
    pass(defects.hooks.task, start, ({ lines }) => this.#run(lines));
  }

  #run(lines: readonly string[]): void {
    const { defects, taskMs } = this.#context;
    this.#stopPace = startPace({
      count: lines.length,
      durationMs: taskMs,
      step: (index) => this.#output(lines, index),
      done: () => pass(defects.hooks.complete, { connection: this.#connection, lines }, (end) => this.#complete(end)),
    });
  }

  #output(lines: readonly string[], index: number): void {
    const connection = this.#connection;
    const frame = encodeOutput(lines[index] ?? '');
    const hook = this.#context.defects.hooks.output;
    // The busiest place of the testbed: no object is made for a hook that is not there.
    if (hook === undefined) return connection.send(frame);
    const { running } = this.#context.book;
    hook({ connection, frame, binary: false, index, count: lines.length, running }, (output) =>
      output.connection.send(output.frame, output.binary),
    );
  }

  #complete({ connection, lines }: TaskEnd): void {
    if (this.#end('completed')) connection.send(encodeComplete(connection.id, lines.length));
  }

  #fail(message: string): void {
    if (this.#end('failed')) this.#connection.send(encodeError(message));
  }

  /** False if no task was running. */
  #end(result: 'completed' | 'cancelled' | 'failed'): boolean {
    const { running, counts } = this.#context.book;
    const ended = running.delete(this.#connection);
    if (ended) counts[result]++;
    return ended;
  }
}
