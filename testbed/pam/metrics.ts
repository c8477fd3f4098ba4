import type { Metric } from '../kernel/metrics/metric';

export const pamMetrics: readonly Metric[] = [
  {
    name: 'testbed_pam_messages_total',
    type: 'counter',
    help: "Messages to PAM's assistant: answered, rejected (error instead), abandoned (socket closed first).",
    label: 'result',
    read: (stats) => stats.pam,
  },
  {
    name: 'testbed_unauthorized_total',
    type: 'counter',
    help: 'WebSocket upgrades that were refused with 401, by what was wrong with the token.',
    label: 'token',
    read: (stats) => stats.unauthorized,
  },
];
