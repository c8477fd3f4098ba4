/** A body as it is sent. */
export interface Encoded {
  /** For the header Content-Type; absent: the caller's headers say it, or nobody does. */
  readonly type?: string;
  /** Null: no body. */
  readonly text: string | null;
}

export const asJson = (value: unknown): Encoded => ({ type: 'application/json', text: JSON.stringify(value) });

/** An object as JSON, a text as it is; undefined: no body. */
export const encoded = (content: string | object | undefined): Encoded =>
  typeof content === 'object' ? asJson(content) : { text: content ?? null };
