import type { Timers } from '../kernel/timers';

/** One turn of a conversation. */
export interface Utterance {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** Older ones are forgotten. */
export const maxUtterances = 20;

/** How long a conversation waits for its user to come back after the last socket has gone. */
export const keepMs = 60_000;

interface Conversation {
  readonly utterances: Utterance[];
  sockets: number;
  /** How often the last socket has gone. */
  departures: number;
}

/** What each user and the assistant said to each other, on all sockets of the user. */
export class Conversations {
  readonly #conversations = new Map<string, Conversation>();
  readonly #timers: Pick<Timers, 'after'>;

  constructor(timers: Pick<Timers, 'after'>) {
    this.#timers = timers;
  }

  /** A socket of this user has opened. */
  join(user: string): void {
    const conversation = this.#conversations.get(user) ?? { utterances: [], sockets: 0, departures: 0 };
    conversation.sockets++;
    this.#conversations.set(user, conversation);
  }

  /** A socket of this user has closed. */
  leave(user: string): void {
    const conversation = this.#conversations.get(user);
    if (conversation === undefined) return;
    conversation.sockets--;
    if (conversation.sockets > 0) return;
    const departure = ++conversation.departures;
    this.#timers.after(keepMs, () => {
      if (conversation.sockets === 0 && conversation.departures === departure) this.#conversations.delete(user);
    });
  }

  add(user: string, utterance: Utterance): void {
    const utterances = this.#conversations.get(user)?.utterances;
    utterances?.push(utterance);
    if (utterances !== undefined && utterances.length > maxUtterances) utterances.shift();
  }

  /** Oldest first. */
  of(user: string): readonly Utterance[] {
    return [...(this.#conversations.get(user)?.utterances ?? [])];
  }
}
