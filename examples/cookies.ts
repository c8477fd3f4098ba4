/** Ten users with a session in a cookie, on a server that packs several messages into a binary frame: who sees whose? Rows A01 A06. */
import { dialect, runTasks, scenario, sockets, type TaskProtocol } from '../lib';
import { ws10 } from '../thresholds/tasks';

const packed = dialect({
  headers: () => ({ Origin: 'https://app.example.org' }),
  cookies: ({ id }) => ({ session: id }),
  binary: 'utf8',
  split: (frame) => frame.split('\n').filter((line) => line !== ''),
});

const jobs: TaskProtocol = {
  ...packed,
  name: 'job',
  path: () => '/jobs',
  start: (text) => JSON.stringify({ run: text }),
  read(message) {
    const { kind } = JSON.parse(message);
    return kind === 'line' ? { kind: 'output' } : { kind: kind === 'end' ? 'complete' : 'other' };
  },
};

export const { about, options, setup, run, observe, handleSummary } = scenario({
  name: 'cookies',
  limits: ws10,
  load: sockets({
    users: 10,
    iterations: 2,
    messages: 5,
    describe: ({ users, iterations }) => `${users} users, ${iterations} jobs each`,
  }),
  run: runTasks(jobs),
});
