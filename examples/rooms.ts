/** Twelve users chat in four rooms: do the members of a room hear each other, and nobody else? Rows G01 G02 G03. */
import { type ChatProtocol, calls, conversations, type Limit, scenario, sockets } from '../lib';

const chat: ChatProtocol = {
  name: 'chat',
  ...calls({
    before: { path: '/tickets', read: (answer) => JSON.parse(answer).ticket },
    after: { method: 'DELETE', path: ({ answer }) => `/tickets/${answer}` },
  }),
  room: (user, run) => `${run}-${user % 4}`,
  path: ({ room, answer }) => `/rooms/${room}?ticket=${answer}`,
  message: (id, text) => JSON.stringify({ id, text }),
  read(message) {
    const { id, joined } = JSON.parse(message);
    return joined ? { kind: 'other' } : { kind: 'answer', id };
  },
};

const limits: readonly Limit[] = [
  {
    row: 'G01',
    title: 'tickets',
    metric: 'before_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 'users',
  },
  {
    row: 'G01',
    title: 'tickets given back',
    metric: 'after_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 1,
  },
  {
    row: 'G02',
    title: 'messages',
    metric: 'message_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 'tasks',
  },
  {
    row: 'G03',
    title: 'messages of other rooms',
    metric: 'foreign_markers',
    statistic: 'count',
    pass: { op: '==', value: 0 },
    minSamples: 'tasks',
    certain: true,
  },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'rooms',
  limits,
  load: sockets({
    users: 12,
    onOneSocket: true,
    together: true,
    durationMs: 3000,
    describe: ({ users, perSecond }) => `${users} users in four rooms, ${perSecond} messages/s`,
  }),
  run: conversations(chat),
});
