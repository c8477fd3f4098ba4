/** The samples of a Prometheus text exposition by metric name; the values of a name's label sets are added up. */
export type Exposition = ReadonlyMap<string, number>;

/** Reads the text format of Prometheus. Comments, timestamps and values that are no number are passed over. */
export function readExposition(text: string): Exposition {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([a-zA-Z_:][\w:]*)\s*(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?\s+(\S+)/.exec(line) ?? [];
    const number = Number(value);
    if (name !== undefined && Number.isFinite(number)) samples.set(name, (samples.get(name) ?? 0) + number);
  }
  return samples;
}
