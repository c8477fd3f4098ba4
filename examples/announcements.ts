/** Announcements are posted to five channels of four clients each: does every client hear those of its channel, and no others? Rows G04 G05. */
import { type BroadcastProtocol, broadcasts, type Limit, scenario, sockets } from '../lib';

const announcements: BroadcastProtocol = {
  name: 'announcement',
  path: (channel) => `/rooms/${channel}`,
  publishing: {
    via: 'http',
    path: () => '/announcements',
    headers: () => ({ 'X-Api-Key': 'a key of the broadcaster' }),
    body: (text, channel) => ({ room: channel, text }),
    accepts: [202],
    isAccepted: (answer) => JSON.parse(answer).ok === true,
  },
};

const none = {
  statistic: 'count',
  pass: { op: '==', value: 0 },
  minSamples: { share: 0.5, of: 'tasks' },
  certain: true,
} as const;
const limits: readonly Limit[] = [
  {
    row: 'G04',
    title: 'heard',
    metric: 'delivery_share',
    statistic: 'avg',
    pass: { op: '>', value: 0.99 },
    minSamples: 'users',
  },
  { row: 'G04', title: 'heard twice', metric: 'repeated_markers', ...none },
  { row: 'G05', title: 'of other channels', metric: 'foreign_markers', ...none },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'announcements',
  limits,
  load: sockets({
    users: 20,
    iterations: 20,
    onOneSocket: true,
    together: true,
    describe: ({ users, iterations }) => `${users} clients in five channels of ${iterations} announcements each`,
  }),
  run: broadcasts(100, announcements, { channels: 5 }),
});
