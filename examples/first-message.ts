/** Ten users who say who they are in their first message: is each let in, answered soon, and shown its own words only? Row D01. */
import { type ChatProtocol, conversations, dialect, scenario, sockets } from '../lib';
import { pamQuick } from '../thresholds/pam';

const firstMessage = dialect({
  headers: () => ({ Origin: 'https://chat.example.org' }),
  enter(heard, { token }) {
    if (heard === undefined) return { kind: 'wait', say: JSON.stringify({ token }) };
    const { type, reason } = JSON.parse(heard);
    return type === 'refused' ? { kind: 'refused', reason } : { kind: type === 'welcome' ? 'in' : 'wait' };
  },
});

const chat: ChatProtocol = {
  ...firstMessage,
  name: 'chat',
  path: '/chat',
  claims: (user, run) => ({ sub: `user-${run}-${user}` }),
  message: (id, text) => JSON.stringify({ id, text }),
  read(message) {
    const { type, to, text } = JSON.parse(message);
    return type === 'reply' ? { kind: 'answer', id: to, text } : { kind: 'other' };
  },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'first-message',
  limits: pamQuick,
  load: sockets({
    users: 10,
    durationMs: 2_000,
    onOneSocket: true,
    together: true,
    describe: ({ users, seconds }) => `${users} users talk for ${seconds} s`,
  }),
  run: conversations(chat),
});
