/** Twenty users search, and look at what is near: is each answered as expected, and soon? Rows R01 R02. */
import { journey, scenario, users } from 'loadmark';
import { requestLimits } from './limits.js';

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'requests',
  limits: requestLimits,
  load: users({ users: 20, rampUp: '1s', duration: '5s', think: ['100ms', '300ms'] }),
  // What one user does, again and again. As it stands, it fits `npx loadmark testbed`. With a login it would begin like this:
  //   const { token } = await user.once('login', () =>
  //     user.post('/login', { json: { name: `user-${user.index}` }, read: { token: 'string' } }),
  //   );
  //   await user.get('/orders', { token }); // Authorization: Bearer ...
  run: journey({ checks: ['gets what it asked for'] }, async (user) => {
    await user.get('/api/graph/nodes/search?query=parse&limit=5', { name: 'search', read: { results: 'list' } });
    const start = `node_${user.index}`;
    const near = await user.post('/api/graph/traverse', {
      name: 'near',
      json: { start_node: start, max_depth: 1 },
      read: { start_node: 'string', nodes: 'list' },
    });
    user.check('gets what it asked for', near.start_node === start);
  }),
});
