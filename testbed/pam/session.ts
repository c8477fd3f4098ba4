import type { Connection } from '../kernel/sockets/connection';
import type { Session } from '../kernel/sockets/endpoint';
import { type DefectHooks, pass } from '../kernel/switch/hooks';
import type { Conversations } from './conversations';
import type { PamCounts } from './counts';
import {
  type ClientMessage,
  encodeError,
  encodeHistory,
  encodePong,
  encodeResponse,
  parseClientMessage,
  replyTo,
} from './protocol';
import { Thoughts } from './thoughts';

export interface PamContext {
  readonly defects: DefectHooks;
  readonly counts: PamCounts;
  /** What the assistant thinks before it answers. */
  readonly pamMs: number;
  readonly conversations: Conversations;
}

type UserMessage = Extract<ClientMessage, { kind: 'message' }>;

/** A client that does not wait for answers must not fill the memory. */
const maxInWork = 1_000;

/** One socket of a user, whose name is the connection's id. */
export class PamSession implements Session {
  readonly #context: PamContext;
  readonly #connection: Connection;
  readonly #thoughts = new Thoughts();

  constructor(context: PamContext, connection: Connection) {
    this.#context = context;
    this.#connection = connection;
    context.conversations.join(connection.id);
  }

  receive(text: string): void {
    const message = parseClientMessage(text);
    if (message.kind === 'ping') this.#connection.send(encodePong(message.seq));
    else if (message.kind === 'history') this.#recall();
    else if (message.kind === 'invalid') this.#reject(message.reason);
    else if (this.#thoughts.count >= maxInWork) this.#reject(`${maxInWork} messages of this socket wait for answers`);
    else this.#think(message);
  }

  closed(): void {
    this.#context.counts.pam.abandoned += this.#thoughts.cancel();
    this.#context.conversations.leave(this.#connection.id);
  }

  /** The socket stays usable: what was wrong is one message, not the connection. */
  #reject(reason: string): void {
    this.#context.counts.pam.rejected++;
    this.#connection.send(encodeError(reason));
  }

  #think(message: UserMessage): void {
    const { defects, pamMs, conversations } = this.#context;
    conversations.add(this.#connection.id, { role: 'user', content: message.content });
    pass(defects.hooks.thought, { durationMs: pamMs }, ({ durationMs }) =>
      this.#thoughts.add(durationMs, () => this.#answer(message)),
    );
  }

  #answer({ id, content }: UserMessage): void {
    const { defects, conversations, counts } = this.#context;
    const connection = this.#connection;
    const reply = replyTo(content);
    conversations.add(connection.id, { role: 'assistant', content: reply });
    counts.pam.answered++;
    pass(
      defects.hooks.answer,
      { connection, content: reply, frame: encodeResponse(id, connection.id, reply) },
      (answer) => answer.connection.send(answer.frame),
    );
  }

  #recall(): void {
    const { defects, conversations } = this.#context;
    const connection = this.#connection;
    pass(defects.hooks.history, { connection, messages: conversations.of(connection.id) }, ({ messages }) =>
      connection.send(encodeHistory(connection.id, messages)),
    );
  }
}
