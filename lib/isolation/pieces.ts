import { unfinishedIn } from './unfinished';

/** A marker, also one that ends with the text. */
const form = /MARKER_[\w-]+;?/g;

/**
 * Text that a target streams piece by piece, as a language model does: a marker may be cut into several pieces, which are joined before it
 * is looked for.
 */
export class Pieces {
  /** A marker that the last piece left unfinished. */
  private unfinished = '';

  /**
   * Takes the next piece.
   * @param message that brought it: the rest of it may hold markers too.
   * @returns what there is to search now. A marker that is unfinished comes with a later piece, or with `rest`.
   */
  add(piece: string, message: string): string {
    const text = this.unfinished + piece;
    this.unfinished = unfinishedIn(text);
    const whole = this.unfinished === '' ? text : text.slice(0, -this.unfinished.length);
    // A piece is a part of its message, in the same or in other letters (`\u004d`).
    const besides = message.match(form)?.filter((marker) => !text.includes(marker)) ?? [];
    return besides.length === 0 ? whole : `${whole}\n${besides.join('\n')}`;
  }

  /** No more pieces come: what was left unfinished. */
  rest(): string {
    const { unfinished } = this;
    this.unfinished = '';
    return unfinished;
  }
}
