import { expect, it } from 'vitest';
import * as broadcast from '../../../thresholds/broadcast';
import * as graph from '../../../thresholds/graph';
import { describeLimits } from './describe-limits';

const delivered = [
  'delivery_share avg > 0.99',
  'foreign_markers count == 0',
  'reordered_markers count == 0',
  'repeated_markers count == 0',
];

it('the limits of document 001 on broadcasts are all there, with its bounds', () => {
  expect(describeLimits(Object.values(broadcast).flat())).toEqual({
    B01: ['connect_ok rate > 0.95', 'failures count < 1', 'foreign_markers count == 0'],
    B02: ['connect_ok rate > 0.95', 'failures count < 3', 'foreign_markers count == 0'],
    B03: ['connect_ok rate > 0.9', 'failures count < 5', 'foreign_markers count == 0'],
    B04: ['ws_connecting{status:101} p(95) < 100'],
    B05: [...delivered, 'delivery_time p(95) < 100', 'delivery_time_median max < 100'].sort(),
    B06: delivered,
    // Its 10 MB are for fifty clients.
    B07: [...delivered, 'target_memory_rise max < 0.2 users'],
    B08: [
      ...delivered,
      'connect_ok rate > 0.95',
      'missed_messages avg',
      'reconnect_time p(95) < 500',
      'recovery_time p(95) < 500',
      'task_ok rate > 0.95',
    ].sort(),
    B09: ['connect_ok rate > 0.9', 'foreign_markers count == 0', 'target_memory_per_connection max < 1'],
    B10: ['target_memory_rise max < 200'],
  });
});

it('the limits of document 001 on its API are all there, with its bounds', () => {
  const limits = [graph.graphStats, graph.graphSearch, graph.graphTraverse, graph.graphHealth, graph.graphScaling];
  expect(describeLimits(limits.flat())).toEqual({
    B11: [
      'answer_ok{name:graph-stats} rate > 0.99',
      'client_ok{name:graph-stats} min > 0.5',
      'client_time{name:graph-stats} max < 50',
      'response_time{name:graph-stats} p(95) < 50',
      'response_time{name:graph-stats} p(99) < 100',
    ],
    B12: ['served{name:graph-stats} count > 100'],
    B13: [
      'answer_ok{name:graph-search} rate > 0.99',
      'client_ok{name:graph-search} min > 0.5',
      'client_time{name:graph-search} max < 150',
      'response_time{name:graph-search} p(95) < 150',
    ],
    B14: ['served{name:graph-search} count > 50'],
    B15: [
      'answer_ok{name:graph-traverse} rate > 0.98',
      'client_ok{name:graph-traverse} min > 0.5',
      'client_time{name:graph-traverse} max < 300',
      'response_time{name:graph-traverse} p(95) < 300',
      'response_time{name:graph-traverse} p(99) < 400',
    ],
    B16: ['served{name:graph-traverse} count > 20'],
    B17: ['answer_ok{name:health} rate > 0.99', 'response_time{name:health} p(95) < 10'],
    B18: ['served{name:health} count >= 475'],
    B19: ['answer_ok{level:light} rate > 0.95', 'served{level:light} count > 50'],
    B20: ['answer_ok{level:medium} rate > 0.95', 'served{level:medium} count > 100'],
    B21: ['answer_ok{level:heavy} rate > 0.95', 'served{level:heavy} count > 150'],
    B22: [
      'clean_failure{level:stress} rate > 0.99',
      'throughput_share{level:afterwards} min >= 0.7',
      'throughput_share{level:stress} min >= 0.7',
    ],
  });
});

it('the mixed load has the limits of the four endpoints, each at its own rate', () => {
  const endpoint = (name: string, p95Ms: number, perSecond: number, success: number) => [
    `answer_ok{name:${name}} rate > ${success}`,
    `response_time{name:${name}} p(95) < ${p95Ms}`,
    `served{name:${name}} count >= ${perSecond * 0.95}`,
  ];
  expect(describeLimits(graph.graphMixed)).toEqual({
    B23: [
      ...endpoint('graph-stats', 50, 100, 0.99),
      ...endpoint('graph-search', 150, 50, 0.99),
      ...endpoint('graph-traverse', 300, 20, 0.98),
      ...endpoint('health', 10, 500, 0.99),
    ].sort(),
  });
});

it('every rate of document 001 holds in every second as well', () => {
  const rates = [graph.graphStats, graph.graphMixed, graph.graphScaling]
    .flat()
    .filter(({ metric }) => metric === 'served');
  expect(rates.length).toBeGreaterThan(7);
  expect(rates.filter(({ inEverySecond }) => inEverySecond !== 0.5)).toEqual([]);
});
