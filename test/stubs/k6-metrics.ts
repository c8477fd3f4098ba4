// Stands for k6/metrics in Node: keeps what was added, so that a test can look at it.

export interface Sample {
  readonly value: number;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

const samples = new Map<string, Sample[]>();
const declared = new Set<string>();

/** Names of all metrics that were made. */
export const declaredMetrics = (): ReadonlySet<string> => declared;

/** Samples of a metric since the last reset. */
export const samplesOf = (name: string): readonly Sample[] => samples.get(name) ?? [];
/** Sum of a metric's samples since the last reset. */
export const sumOf = (name: string): number => samplesOf(name).reduce((sum, { value }) => sum + value, 0);
export const resetSamples = (): void => samples.clear();

class Metric {
  private readonly name: string;

  constructor(name: string, _isTime?: boolean) {
    this.name = name;
    declared.add(name);
  }

  add(value: number | boolean, tags?: Record<string, string>): void {
    const all = samples.get(this.name) ?? [];
    all.push({ value: Number(value), tags });
    samples.set(this.name, all);
  }
}

export { Metric as Counter, Metric as Gauge, Metric as Rate, Metric as Trend };
