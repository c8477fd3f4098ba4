import { describe, expect, it } from 'vitest';
import { analyze } from '../../../../testbed/agent/analyze';
import { predict } from '../../../../testbed/agent/cost-model';
import { demandOf, optimize } from '../../../../testbed/agent/optimize';
import { findAnomalies, quantile, slope } from '../../../../testbed/agent/statistics';
import { numbered } from '../helpers/testbed';

describe('statistics', () => {
  const series = (length: number, value: (index: number) => number) =>
    Float64Array.from({ length }, (_, i) => value(i));

  it('finds quantiles between the values', () => {
    const sorted = Float64Array.of(1, 2, 3, 10);
    expect([0, 0.5, 0.75, 1].map((share) => quantile(sorted, share))).toEqual([1, 2.5, 4.75, 10]);
  });

  it('finds the slope of a line, also under noise that evens out', () => {
    expect(slope(series(100, (index) => 3 - 0.25 * index))).toBeCloseTo(-0.25);
    expect(slope(series(1_000, (index) => 0.1 * index + (index % 2)))).toBeCloseTo(0.1, 3);
  });

  it('finds what stands out from its neighbourhood, and nothing else', () => {
    const wave = (index: number) => Math.sin(index / 5) + ((index * 7) % 5) / 100;
    const outliers = [40, 90];
    const found = findAnomalies(
      series(150, (index) => wave(index) + (outliers.includes(index) ? 5 : 0)),
      { reach: 5, limit: 8 },
    );
    expect(found).toEqual(outliers);
    expect(findAnomalies(series(150, wave), { reach: 5, limit: 8 })).toEqual([]);
  });
});

describe('analyze', () => {
  it('is the same for the same instance, and another for another', () => {
    expect(analyze('a')).toEqual(analyze('a'));
    expect(analyze('a').metrics[0]?.p95).not.toBe(analyze('b').metrics[0]?.p95);
  });

  it('finds the outliers and the trends that were put into the series', () => {
    const answers = numbered('instance-', 8).map(analyze);
    for (const { metrics, anomalies } of answers) {
      expect(metrics.map(({ name }) => name)).toEqual(['cpu_percent', 'memory_mb', 'latency_ms']);
      for (const { p50, p95, p99 } of metrics) expect([p50, p95, p99]).toEqual([p50, p95, p99].sort((a, b) => a - b));
      // 8,640 points, of which one in 300 is an outlier.
      expect(anomalies).toBeGreaterThan(12);
      expect(anomalies).toBeLessThan(60);
    }
    const directions = new Set(answers.flatMap(({ metrics }) => metrics.map(({ trend }) => trend.direction)));
    expect(directions).toEqual(new Set(['rising', 'falling', 'steady']));
  });
});

describe('predict', () => {
  const demand = { requestsPerSecond: 100, serviceMs: 10, dataMb: 1_000 };

  it('is Erlang C: one core that is half busy doubles the time, two cores at the same load add a third', () => {
    expect(predict({ ...demand, requestsPerSecond: 50 }, { instances: 1, cores: 1, cacheMb: 0 }).latencyMs).toBeCloseTo(
      20,
    );
    expect(predict(demand, { instances: 1, cores: 2, cacheMb: 0 }).latencyMs).toBeCloseTo(13.33, 2);
  });

  it('cannot keep up where there is more work than cores', () => {
    expect(predict(demand, { instances: 1, cores: 1, cacheMb: 0 }).latencyMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('is quicker and dearer with a cache', () => {
    const [none, full] = [0, 1_000].map((cacheMb) => predict(demand, { instances: 1, cores: 2, cacheMb }));
    expect(full?.latencyMs).toBeLessThan(5);
    expect(full?.costPerHour).toBeGreaterThan(none?.costPerHour ?? 0);
  });
});

describe('optimize', () => {
  it('recommends what meets the target and costs less than what there is', () => {
    const { current, recommended, target_latency_ms, feasible, considered } = optimize('instance-1');
    expect(recommended?.latency_ms).toBeLessThan(target_latency_ms);
    expect(recommended?.cost_per_hour).toBeLessThan(current.cost_per_hour);
    expect(feasible).toBeGreaterThan(0);
    expect(feasible).toBeLessThan(considered);
  });

  it('leaves no neighbour that is cheaper and meets the target', () => {
    const { recommended, target_latency_ms } = optimize('b');
    if (!recommended) throw new Error('nothing is recommended');
    const { instances, cores, cache_mb: cacheMb } = recommended;
    for (const fewer of [{ instances: instances - 1 }, { cores: cores - 1 }, { cacheMb: cacheMb - 128 }]) {
      const other = { instances, cores, cacheMb, ...fewer };
      if (other.instances > 0 && other.cores > 0 && other.cacheMb >= 0)
        expect(predict(demandOf('b'), other).latencyMs).toBeGreaterThan(target_latency_ms);
    }
  });
});
