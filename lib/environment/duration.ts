/** A length of time with its unit: `500ms`, `30s`, `5m`, `1h`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

/** Undefined for a text that is no duration. */
export function millisecondsIn(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? 1);
}

/** @param what for the error, such as `rampUp`. @throws Error that names what is no duration. */
export function milliseconds(duration: Duration, what: string): number {
  const ms = millisecondsIn(duration);
  if (ms === undefined)
    throw new Error(`${what} must be a duration such as 500ms, 30s or 5m, but is ${JSON.stringify(duration)}.`);
  return ms;
}
