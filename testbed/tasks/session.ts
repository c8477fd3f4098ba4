import { pass } from '../defects/hooks';
import type { TaskEnd } from '../defects/points';
import type { Connection } from '../sockets/connection';
import type { EndpointContext, Session } from '../sockets/endpoint';
import { linesOf } from './lines';
import { startPace } from './pace';
import { encodeComplete, encodeError, encodeOutput, encodePong, parseClientMessage } from './protocol';

export interface TaskContext extends EndpointContext {
  /** What a task takes; 0 is full speed. */
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
    this.cancel();
  }

  /** Ends the task without a word to the client. */
  cancel(): void {
    this.#stopPace?.();
    this.#end('cancelled');
  }

  /** The socket stays usable: what was wrong is one message, not the connection. */
  #reject(reason: string): void {
    this.#context.tally.tasks.rejected++;
    this.#connection.send(encodeError(reason));
  }

  #accept(task: string): void {
    const { population, defects } = this.#context;
    const connection = this.#connection;
    if (population.busy.has(connection)) {
      this.#reject('the task of this socket has not ended; send the next one after its complete event');
      return;
    }
    population.busy.set(connection, this);
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
    if (hook === undefined) connection.send(frame);
    else
      hook({ connection, frame, binary: false, index, count: lines.length }, (o) =>
        o.connection.send(o.frame, o.binary),
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
    const { population, tally } = this.#context;
    const ended = population.busy.delete(this.#connection);
    if (ended) tally.tasks[result]++;
    return ended;
  }
}
