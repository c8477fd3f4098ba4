/** One broadcast as it came. */
export interface Delivery {
  /** Its number among those of its channel. */
  readonly message: number;
  /** On the clock of `now()`; undefined where its stamp is missing or damaged. */
  readonly sentAtMs: number | undefined;
}

/** More digits than any number of a broadcast, or any stamp, has. */
const longest = 24;

/** Reads `17;@12345.678;` behind the prefix of a marker; undefined where the number is cut off or damaged. */
export function readDelivery(text: string, from: number): Delivery | undefined {
  const number = upToSemicolon(text, from);
  if (number === undefined || !/^\d+$/.test(number)) return undefined;
  const stampAt = from + number.length + 1;
  return { message: Number(number), sentAtMs: text[stampAt] === '@' ? readStamp(text, stampAt + 1) : undefined };
}

function readStamp(text: string, from: number): number | undefined {
  const stamp = upToSemicolon(text, from);
  return stamp !== undefined && /^\d+\.\d+$/.test(stamp) ? Number(stamp) : undefined;
}

function upToSemicolon(text: string, from: number): string | undefined {
  const part = text.slice(from, from + longest);
  const end = part.indexOf(';');
  return end === -1 ? undefined : part.slice(0, end);
}
