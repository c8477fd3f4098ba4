/** One broadcast as it came. */
export interface Delivery {
  /** Its number among those of its channel. */
  readonly message: number;
  /** On the clock of `now()`. */
  readonly sentAtMs: number;
}

/** More characters than any number of a broadcast with its stamp has. */
const longest = 48;

/** Reads `17;@12345.678;` behind the prefix of a marker; undefined where a part of it is cut off or damaged: that one has not come. */
export function readDelivery(text: string, from: number): Delivery | undefined {
  const [, message, sentAtMs] = /^(\d+);@(\d+\.\d{3});/.exec(text.slice(from, from + longest)) ?? [];
  return message === undefined ? undefined : { message: Number(message), sentAtMs: Number(sentAtMs) };
}
