/** Thirty users arrive a second and look at their order fifty times each: is a leak of 1 in 10,000 found? */
import { arrivingUsers, journey, scenario } from '../../../lib';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'many-reads',
  limits: [],
  load: arrivingUsers({ perSecond: 30, duration: '20s' }),
  run: journey(async (user) => {
    const json = { name: `user-${user.index}` };
    const { token } = await user.post('/login', { name: 'login', json, read: { token: 'string' } });
    const text = user.marker();
    const { id } = await user.post('/api/orders', {
      name: 'create',
      token,
      json: { text },
      expect: 201,
      read: { id: 'id' },
    });
    for (let read = 0; read < 50; read++) await user.get(`/api/orders/${id}`, { name: 'read', token, read: 'text' });
  }),
});
