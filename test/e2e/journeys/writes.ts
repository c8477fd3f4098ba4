/** Ten users order and look at their order, and say nothing of what the answers must be: is what they show of others still seen? */
import { journey, scenario, users } from '../../../lib';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'writes',
  limits: [],
  load: users({ users: 10, duration: '2s', think: ['50ms', '100ms'] }),
  run: journey(async (user) => {
    const { token } = await user.once('login', () =>
      user.post('/login', { json: { name: `user-${user.index}` }, read: { token: 'string' } }),
    );
    const taken = await user.post('/api/orders', { token, json: { text: user.marker() }, expect: 201 });
    await user.put(`/api/orders/${taken.as({ id: 'id' }).id}`, { token, json: { text: user.marker() } });
    await user.get(`/api/orders/${taken.as({ id: 'id' }).id}`, { token });
  }),
});
