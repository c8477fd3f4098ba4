/** Sixty users at once, each with a socket: does each connect, finish, and see only its own output? Rows S01 S02 S03 S04 S05. */
import { runTasks, scenario, sockets, type TaskProtocol } from 'loadmark';
import { socketLimits } from './limits.js';

/** How your server is spoken to. As it stands, it fits `npx loadmark testbed`. */
const protocol: TaskProtocol = {
  name: 'task',
  path: (id) => `/ws/${id}`,
  // The text has a marker of this user, which your server must send back in its output, anywhere in a message.
  start: (text) => JSON.stringify({ task: text }),
  read(message) {
    const { event_type: kind, data } = JSON.parse(message);
    if (kind === 'output') return { kind: 'output' };
    if (kind === 'complete') return { kind: 'complete' };
    return kind === 'error' ? { kind: 'error', message: String(data?.message) } : { kind: 'other' };
  },
  // A server that wants to hear who is there first, before any task (import `dialect` from 'loadmark'):
  //   ...dialect({
  //     enter: (heard) => (heard === undefined ? { kind: 'wait', say: 'AUTH my-token' } : { kind: heard === 'OK' ? 'in' : 'wait' }),
  //   }),
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'sockets',
  limits: socketLimits,
  load: sockets({ users: 60, messages: 5, together: true, describe: ({ users }) => `${users} users at once` }),
  run: runTasks(protocol),
});
