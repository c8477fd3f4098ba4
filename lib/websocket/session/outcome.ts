import { quote } from '../../environment/quote';
import { describeError } from '../../runtime/describe-error';

/** How a socket ended. Every socket settles into exactly one of these, and every one but `done` is a failure with a class. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The script closed the socket while its task ran, as the scenario wants. */
  | { readonly kind: 'aborted' }
  /** Not attempted, because the attempts before it failed: counts as a failed attempt. */
  | { readonly kind: 'given-up' }
  /** It never opened. @property reason k6's words: "connection refused", "bad handshake". */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It opened, and the target did not let its user in: it closed the socket, or said so. @property reason the target's words. */
  | ({ readonly kind: 'turned-away'; readonly by: 'close' } & Closed)
  | { readonly kind: 'turned-away'; readonly by: 'message'; readonly reason: string }
  /** @property last message that came, or the beginning of it. */
  | { readonly kind: 'timed-out'; readonly phase: 'connect' | 'enter' | 'task'; readonly last?: string | undefined }
  | ({ readonly kind: 'closed-early' } & Closed)
  | { readonly kind: 'protocol-error'; readonly what: string }
  /** The target answered the task with its own error event. */
  | { readonly kind: 'error-answer'; readonly message: string }
  | { readonly kind: 'script-error'; readonly error: unknown };

/** How and why the target closed a socket, as far as it says. */
interface Closed {
  readonly code?: number | undefined;
  readonly reason?: string | undefined;
}

/** One line for a log or a report. What the target said is quoted: short, and without tokens. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
    case 'aborted':
    case 'given-up':
      return outcome.kind;
    case 'refused':
      return `refused: ${outcome.reason}`;
    case 'turned-away':
      return `turned away by the target (${outcome.by === 'close' ? inWords(outcome) : quote(outcome.reason)})`;
    case 'timed-out':
      return `timed out (${outcome.phase})${outcome.last ? `; the last message was: ${quote(outcome.last)}` : ''}`;
    case 'closed-early':
      return `closed early by the target (${inWords(outcome)})`;
    case 'protocol-error':
      return `protocol error: ${outcome.what}`;
    case 'error-answer':
      return `answered with an error: ${quote(outcome.message)}`;
    case 'script-error':
      return `script error: ${describeError(outcome.error)}`;
  }
}

const inWords = ({ code, reason }: Closed): string => `code ${code ?? 'none'}${reason ? `: ${quote(reason)}` : ''}`;
