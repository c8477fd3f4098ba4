/** Twenty users log in, order, and look at what they ordered: does each find its own order, and nobody else's? Rows J01 J02. */
import { journey, type Limit, scenario, users } from '../lib';

const limits: readonly Limit[] = [
  {
    row: 'J01',
    title: 'answered as expected',
    metric: 'answer_ok',
    statistic: 'rate',
    pass: { op: '>', value: 0.99 },
    minSamples: 100,
  },
  {
    row: 'J02',
    title: 'an order is taken, p95',
    metric: 'response_time',
    tags: { name: 'create' },
    statistic: 'p(95)',
    pass: { op: '<', value: 500 },
    minSamples: 59,
  },
];

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'orders',
  limits,
  load: users({ users: 20, rampUp: '1s', duration: '5s', think: ['200ms', '400ms'] }),
  run: journey({ checks: ['reads its own write'] }, async (user) => {
    const { token } = await user.once('login', () =>
      user.post('/login', { json: { name: `user-${user.index}` }, read: { token: 'string' } }),
    );
    const text = user.marker();
    const order = await user.post('/api/orders', {
      name: 'create',
      token,
      json: { text },
      expect: 201,
      read: { id: 'id' },
    });
    const again = await user.get(`/api/orders/${order.id}`, { name: 'read', token, read: { id: 'id' }, shows: text });
    user.check('reads its own write', again.id === order.id && user.owns(again));
  }),
});
