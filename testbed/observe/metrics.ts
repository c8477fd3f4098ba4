import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type OwnMetric, ownMetrics } from './own-metrics';
import type { Stats } from './stats';

export interface Metrics {
  readonly contentType: string;
  /** The Prometheus text of this moment. */
  scrape(): Promise<string>;
}

/** Nothing is counted here: each scrape reads the figures through `read`. */
export function createMetrics(read: () => Stats): Metrics {
  const own = new Registry();
  for (const metric of ownMetrics) register(metric, read, own);
  const all = Registry.merge([processRegistry(), own]);
  return { contentType: all.contentType, scrape: () => all.metrics() };
}

function register(metric: OwnMetric, read: () => Stats, registry: Registry): void {
  const { name, help } = metric;
  const labelNames = 'label' in metric ? [metric.label] : [];
  const values = () =>
    'label' in metric ? labelled(metric.label, metric.read(read())) : [{ labels: {}, value: metric.read(read()) }];
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

function labelled(label: string, values: Readonly<Record<string, number>>) {
  return Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
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
