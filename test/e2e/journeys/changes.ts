/** Twenty users arrive a second, change an order twice, and look at it: does each see what it wrote last? */
import { arrivingUsers, journey, oneOf, scenario } from '../../../lib';

const look = oneOf<() => Promise<unknown>>([3, (read) => read()], [1, () => Promise.resolve()]);

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'changes',
  limits: [],
  load: arrivingUsers({ perSecond: 20, duration: '3s' }),
  run: journey(
    {
      checks: ['has the id it was given'],
      steps: ['login'],
      metrics: { 'time of a change': 'time', changes: 'count', length: 'amount' },
      knock: '/login',
    },
    async (user) => {
      const json = { name: `user-${user.index}` };
      const { token } = await user.post('/login', { name: 'login', json, read: { token: 'string' } });
      const { id } = await user.post('/api/orders', {
        token,
        json: { text: user.marker() },
        expect: 201,
        read: { id: 'number' },
      });
      const startedMs = Date.now();
      await user.put(`/api/orders/${id}`, { token, json: { text: user.marker() } });
      const text = user.marker();
      await user.put(`/api/orders/${id}`, { token, json: { text } });
      user.record('time of a change', (Date.now() - startedMs) / 2);
      user.record('changes', 2);
      user.record('length', -text.length);
      await user.think('10ms');
      await look(async () => {
        const again = await user.get(`/api/orders/${id}`, { token, read: { id: 'number' }, shows: text });
        user.check('has the id it was given', again.id === id);
      });
    },
  ),
});
