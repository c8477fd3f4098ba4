import type { Metric } from '../kernel/metrics/metric';

export const broadcastMetrics: readonly Metric[] = [
  {
    name: 'testbed_broadcasts_total',
    type: 'counter',
    help: 'Broadcasts accepted, from clients and over HTTP.',
    read: (stats) => stats.broadcast.accepted,
  },
  {
    name: 'testbed_broadcast_deliveries_total',
    type: 'counter',
    help: 'Broadcasts sent to a receiver, counted once for each.',
    read: (stats) => stats.broadcast.deliveries,
  },
  {
    name: 'testbed_broadcast_receivers_cut_off_total',
    type: 'counter',
    help: 'Receivers that were disconnected because they were too far behind.',
    read: (stats) => stats.broadcast.cutOff,
  },
];
