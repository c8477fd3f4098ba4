import { taskTimeoutMs } from '../../environment/target';
import { Ledger } from '../../isolation/ledger';
import { markedTask } from '../../isolation/marker';
import { recordLedger, recordStrays } from '../../isolation/record';
import type { User } from '../../load/users';
import { trend } from '../../metrics/recorders';
import { now } from '../../runtime/clock';
import { later } from '../../runtime/pace';
import type { Receipt } from '../engine/engine';
import { readEvent, type TaskProtocol } from '../protocols/task-protocol';
import { LagWatch } from '../session/lag';
import { openSession } from '../session/open-session';
import type { Outcome } from '../session/outcome';
import { recordMessages, recordOutcome, recordTask } from '../session/record';
import type { Behaviour, Session } from '../session/session';

const taskTime = trend('task_time');

export interface TaskOptions {
  readonly protocol: TaskProtocol;
  /** Number of this task among those of its user, from 0. */
  readonly task: number;
  /** The script closes the socket in flight, when half of the markers have come. */
  readonly abort?: boolean;
  /** How long the socket stays open after completion, to catch what comes late. By default just as long as to read what was sent with it. */
  readonly lingerMs?: number;
}

/** Messages of one write reach their handlers within a millisecond, but a socket that is closed between two loses the second. */
const sameWriteMs = 2;

/**
 * Runs one task on a socket of its own and checks every message of it. Settles when the socket is closed or given up; rejects only where
 * there is no URL to connect to.
 */
export function runTask(user: User, options: TaskOptions): Promise<Outcome> {
  return new Promise((resolve) => new TaskRun(user, options, resolve).start());
}

class TaskRun implements Behaviour {
  private readonly user: User;
  private readonly options: TaskOptions;
  private readonly resolve: (outcome: Outcome) => void;
  private wasOpened = false;
  private sentAtMs: number | undefined;
  private ledger: Ledger | undefined;
  private readonly lag = new LagWatch();

  constructor(user: User, options: TaskOptions, resolve: (outcome: Outcome) => void) {
    this.user = user;
    this.options = options;
    this.resolve = resolve;
  }

  start(): void {
    const { protocol } = this.options;
    const { name, subprotocols } = protocol;
    openSession({ path: protocol.path(`loadmark_${this.user.run}_${this.user.index}`), name, subprotocols }, this);
  }

  opened(session: Session): void {
    this.wasOpened = true;
    const { index, together } = this.user;
    if (together) together.begin(index, () => this.begin(session));
    else this.begin(session);
  }

  text(session: Session, data: string, receipt: Receipt): void {
    const ledger = this.watch();
    this.lag.message(receipt);
    const strays = ledger.look(data);
    if (strays) recordStrays(ledger.owner, strays);
    if (session.outcome) return;
    const event = readEvent(this.options.protocol, data);
    switch (event.kind) {
      case 'output':
        if (this.options.abort && ledger.checked * 2 >= this.user.load.messages) session.settle({ kind: 'aborted' });
        return;
      case 'complete':
        return this.complete(session, receipt);
      case 'error':
        return session.settle({ kind: 'error-answer', message: event.message });
      case 'garbage':
        return session.settle({ kind: 'protocol-error', what: event.what });
      case 'other':
    }
  }

  settled(session: Session, outcome: Outcome): void {
    recordOutcome(outcome, this.wasOpened, `user ${this.user.index}`);
    recordTask(outcome);
    const finish = () => this.finish(session, outcome);
    if (outcome.kind !== 'done') return finish();
    later(this.options.lingerMs ?? sameWriteMs, () => session.attempt(finish));
  }

  private begin(session: Session): void {
    if (session.outcome) return;
    session.expectWithin(taskTimeoutMs());
    try {
      this.sentAtMs = now();
      session.send(this.options.protocol.start(markedTask(this.watch().prefix, this.user.load.messages)));
    } catch (error) {
      session.fail(error);
    }
  }

  private complete(session: Session, receipt: Receipt): void {
    // Nothing was asked for yet: it is the end of somebody else's task.
    if (this.sentAtMs === undefined)
      return session.settle({ kind: 'protocol-error', what: 'a completion before the task was sent' });
    taskTime.add(this.lag.look(receipt) - this.sentAtMs);
    this.watch().completed();
    session.settle({ kind: 'done' });
  }

  private finish(session: Session, outcome: Outcome): void {
    session.close();
    recordLedger(this.watch(), outcome.kind === 'done');
    recordMessages(this.lag);
    this.resolve(outcome);
  }

  /** Made when there is something to watch: before that, thousands of sockets may be open and wait for the others. */
  private watch(): Ledger {
    if (this.ledger) return this.ledger;
    const { run, vu, index, load } = this.user;
    this.ledger = new Ledger({ run, vu, user: index, task: this.options.task }, load.messages);
    return this.ledger;
  }
}
