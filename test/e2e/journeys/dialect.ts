/** Ten users of a server with habits of its own, such as a session in a cookie and answers that are a place: does each find what it wrote? */
import { journey, records, scenario, users } from '../../../lib';
import people from './people.csv?raw';

const accounts = records(people, { name: 'string', pin: 'number' });

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'dialect',
  limits: [],
  load: users({
    stages: [
      { duration: '1s', users: 10 },
      { duration: '2s', users: 10 },
      { duration: '1s', users: 0 },
    ],
    think: ['50ms', '100ms'],
  }),
  run: journey({ checks: ['is greeted by its name'] }, async (user) => {
    const { name, pin } = accounts.at(user.index);
    const bearer = await user.once('login', async () => {
      const greeting = await user.post('/session', { form: { name, pin: pin + user.index }, read: 'text' });
      user.check('is greeted by its name', greeting.includes(name));
      const { header } = await user.get('/token', { expect: 204 });
      return header('x-token');
    });
    const headers = { Authorization: `bearer ${bearer}`, 'Content-Type': 'text/plain' };
    const first = user.marker();
    const { location = '' } = await user.post('/notes', { name: 'write', headers, text: first, expect: 201 });
    await user.get(location, { name: 'read', headers, shows: first });
    const second = user.marker();
    // The answer to a change is a place, too: 303, which is followed.
    await user.patch(location, { name: 'change', headers, text: second, shows: second });
    await user.delete(location, { name: 'delete', headers, expect: [204, 410] });
    await user.get(location, { name: 'read deleted', headers, expect: 404 });
  }),
});
