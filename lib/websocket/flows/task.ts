import { taskTimeoutMs } from '../../environment/target';
import type { User } from '../../load/users';
import { trend } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { endpointOf } from '../dialect/endpoint-of';
import { runSpoken } from '../dialect/run-spoken';
import { type Speaker, speakerOf } from '../dialect/speaker';
import type { Receipt } from '../engine/receipt';
import type { TaskProtocol } from '../protocols/task-protocol';
import type { Flow, Session } from '../session/flow';
import { jarOfReturning } from '../session/jar';
import type { Outcome } from '../session/outcome';
import { TaskMarkers } from './task-markers';

const taskTime = trend('task_time');

export interface TaskOptions {
  readonly protocol: TaskProtocol;
  /** Number of this task among those of its user, from 0. */
  readonly task: number;
  /** The script closes the socket when half of the markers have come. */
  readonly abort?: boolean;
  /** How long the socket stays open after completion, to hear what comes late. Default: long enough to read one write. */
  readonly lingerMs?: number;
}

/** Messages of one write reach their handlers within a millisecond, but a socket that is closed between two loses the second. */
const sameWriteMs = 2;

/** Runs one task on a socket of its own and checks every message of it. Rejects only if TARGET_URL is missing. */
export function runTask(user: User, options: TaskOptions): Promise<Outcome> {
  const { protocol, task } = options;
  const speaker = speakerOf(user, task);
  return runSpoken(protocol, speaker, {
    // A user keeps its task id, so that a task may receive what an earlier one left behind.
    endpoint: (jar) => endpointOf(protocol, protocol.path(speaker.id, speaker), speaker, jar),
    flow: () => new TaskFlow(user, options, speaker),
    jar: jarOfReturning(user),
    owner: user,
  });
}

class TaskFlow implements Flow {
  readonly isTask = true;
  private readonly user: User;
  private readonly options: TaskOptions;
  private readonly speaker: Speaker;
  private sentAtMs: number | undefined;
  private markers: TaskMarkers | undefined;

  constructor(user: User, options: TaskOptions, speaker: Speaker) {
    this.user = user;
    this.options = options;
    this.speaker = speaker;
  }

  get who(): string {
    return `user ${this.user.index}`;
  }

  get lingerMs(): number {
    return this.options.lingerMs ?? sameWriteMs;
  }

  opened(session: Session): void {
    const { index, together } = this.user;
    if (together) together.begin(index, () => this.begin(session));
    else this.begin(session);
  }

  message(session: Session, text: string, receipt: Receipt): void {
    const markers = this.own();
    const event = markers.hear(text);
    if (session.outcome) return;
    switch (event.kind) {
      case 'output':
        if (this.options.abort && markers.checked * 2 >= this.user.load.messages) session.settle({ kind: 'aborted' });
        return;
      case 'complete':
        return this.completed(session, receipt);
      case 'error':
        return session.settle({ kind: 'error-answer', message: event.message });
      case 'garbage':
        return session.settle({ kind: 'protocol-error', what: event.what });
      case 'other':
    }
  }

  overheard(_session: Session, text: string): void {
    this.own().search(text);
  }

  over(_session: Session, outcome: Outcome): void {
    this.own().record(outcome.kind === 'done');
  }

  /** Is called by a timer too, so it must not throw. */
  private begin(session: Session): void {
    if (session.outcome) return;
    session.expectWithin(taskTimeoutMs());
    try {
      this.sentAtMs = now();
      session.send(this.options.protocol.start(this.own().text, this.speaker));
    } catch (error) {
      session.fail(error);
    }
  }

  private completed(session: Session, receipt: Receipt): void {
    // The user has not sent its task yet: it is another task that was completed.
    if (this.sentAtMs === undefined)
      return session.settle({ kind: 'protocol-error', what: 'a completion before the task was sent' });
    taskTime.add(session.receivedAtMs(receipt) - this.sentAtMs);
    this.own().completed();
    session.settle({ kind: 'done' });
  }

  /** Made when it is needed: thousands of sockets may be open and wait for the others. */
  private own(): TaskMarkers {
    this.markers ??= new TaskMarkers(this.user, this.options, this.speaker);
    return this.markers;
  }
}
