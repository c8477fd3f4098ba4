/** Ten users of a server on socket.io: is each let in, and does each see only its own output? Rows A01 A06. */
import { dialect, runTasks, scenario, sockets, type TaskProtocol } from '../lib';
import { ws10 } from '../thresholds/tasks';

/** Packets of Engine.IO 4: 0 opens, 2 is a ping, 3 a pong, 4 a message of Socket.IO. Of those, 40 connects, 42 is an event, 44 an error. */
const socketIo = dialect({
  enter(heard) {
    if (heard?.startsWith('0')) return { kind: 'wait', say: '40' };
    if (heard?.startsWith('44')) return { kind: 'refused', reason: heard.slice(2) };
    return { kind: heard?.startsWith('40') ? 'in' : 'wait' };
  },
  reply: (message) => (message === '2' ? '3' : undefined),
});

const jobs: TaskProtocol = {
  ...socketIo,
  name: 'job',
  path: () => '/socket.io/?EIO=4&transport=websocket',
  start: (text) => `42${JSON.stringify(['run', text])}`,
  read(message) {
    if (message.startsWith('42["output"')) return { kind: 'output' };
    return { kind: message.startsWith('42["done"') ? 'complete' : 'other' };
  },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'socket-io',
  limits: ws10,
  load: sockets({ users: 10, messages: 5, together: true, describe: ({ users }) => `${users} jobs at once` }),
  run: runTasks(jobs),
});
