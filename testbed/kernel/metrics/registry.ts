import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Stats } from '../stats';
import type { Metric, Values } from './metric';

export interface MetricsRegistry {
  readonly contentType: string;
  /** The Prometheus text of this moment. */
  scrape(): Promise<string>;
}

/** Nothing is counted here: each scrape reads the figures through `read`. */
export function createRegistry(metrics: readonly Metric[], read: () => Stats): MetricsRegistry {
  const own = new Registry();
  for (const metric of metrics) register(metric, read, own);
  const all = Registry.merge([processRegistry(), own]);
  return { contentType: all.contentType, scrape: () => all.metrics() };
}

function register(metric: Metric, read: () => Stats, registry: Registry): void {
  const { name, help } = metric;
  const labelNames = labelNamesOf(metric);
  const values = () => samplesOf(metric, read());
  const config = { name, help, labelNames, registers: [registry] };
  if (metric.type === 'gauge') {
    new Gauge({
      ...config,
      collect() {
        for (const { labels, value } of values()) this.set(labels, value);
      },
    });
    return;
  }
  new Counter({
    ...config,
    collect() {
      this.reset();
      for (const { labels, value } of values()) this.inc(labels, value);
    },
  });
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function labelNamesOf(metric: Metric): string[] {
  if ('labels' in metric) return [...metric.labels];
  return 'label' in metric ? [metric.label] : [];
}

function samplesOf(metric: Metric, stats: Stats): Sample[] {
  if ('labels' in metric) {
    const [outer, inner] = metric.labels;
    return Object.entries(metric.read(stats)).flatMap(([name, values]) => labelled(inner, values, { [outer]: name }));
  }
  return 'label' in metric ? labelled(metric.label, metric.read(stats)) : [{ labels: {}, value: metric.read(stats) }];
}

function labelled(label: string, values: Values, others: Sample['labels'] = {}): Sample[] {
  return Object.entries(values).map(([name, value]) => ({ labels: { ...others, [label]: name }, value }));
}

let ofThisProcess: Registry | undefined;

// The defaults start observers that cannot be stopped. They describe the process, so one set serves every testbed in it.
function processRegistry(): Registry {
  if (ofThisProcess === undefined) {
    ofThisProcess = new Registry();
    collectDefaultMetrics({ register: ofThisProcess });
  }
  return ofThisProcess;
}
