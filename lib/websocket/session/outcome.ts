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
  | { readonly kind: 'timed-out'; readonly phase: 'connect' | 'task' }
  | { readonly kind: 'closed-early'; readonly code: number | undefined }
  | { readonly kind: 'protocol-error'; readonly what: string }
  /** The target answered the task with its own error event. */
  | { readonly kind: 'error-answer'; readonly message: string }
  | { readonly kind: 'script-error'; readonly error: unknown };

/** One line for a log or a report. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
    case 'aborted':
    case 'given-up':
      return outcome.kind;
    case 'refused':
      return `refused: ${outcome.reason}`;
    case 'timed-out':
      return `timed out (${outcome.phase})`;
    case 'closed-early':
      return `closed early by the target (code ${outcome.code ?? 'none'})`;
    case 'protocol-error':
      return `protocol error: ${outcome.what}`;
    case 'error-answer':
      return `answered with an error: ${outcome.message}`;
    case 'script-error':
      return `script error: ${describeError(outcome.error)}`;
  }
}
