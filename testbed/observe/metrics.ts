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
  const common = { name: metric.name, help: metric.help, registers: [registry] };
  if ('label' in metric) {
    const { label } = metric;
    new Counter({
      ...common,
      labelNames: [label],
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(metric.read(read()))) this.inc({ [label]: value }, count);
      },
    });
    return;
  }
  if (metric.type === 'gauge') {
    new Gauge({
      ...common,
      collect() {
        this.set(metric.read(read()));
      },
    });
    return;
  }
  new Counter({
    ...common,
    collect() {
      this.reset();
      this.inc(metric.read(read()));
    },
  });
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
